package io.lakebill.jobs.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the API gateway reports: requests, completions, routes and logins to the console. */
final class ApiEvents {

  private static final List<String> ENDPOINTS =
      List.of("geocode", "reverse", "autocomplete", "batch");
  private static final List<String> REGIONS = List.of("us", "eu", "ap");
  private static final List<Integer> STATUSES = List.of(200, 404, 429, 500, 503);
  private static final List<String> CLIENTS = List.of("python", "javascript", "go");
  private static final double CALLS_WITH_THE_TEST_KEY = 0.04;
  private static final double BROKEN_STREAMS = 0.002;

  private final List<Customer> customers;
  private final Dice dice;
  private final List<DemoEvent> events = new ArrayList<>();

  private ApiEvents(List<Customer> customers, Dice dice) {
    this.customers = customers;
    this.dice = dice;
  }

  static List<DemoEvent> of(List<Customer> customers, Dice dice) {
    ApiEvents made = new ApiEvents(customers, dice);
    made.customers.forEach(made::add);
    return made.events;
  }

  private void add(Customer customer) {
    for (LocalDate day : customer.days()) {
      double busy = customer.rhythm().of(day) * dice.between(0.85, 1.15);
      int count = dice.round(customer.callsPerDay() * busy);
      for (int i = 0; i < count; i++) {
        events.add(event(customer, customer.rhythm().during(day, customer.zone(), dice)));
      }
    }
  }

  private DemoEvent event(Customer customer, Instant time) {
    int kind =
        customer.isProfessional() ? dice.weighted(60, 22, 14, 4) : dice.weighted(97, 0, 0, 3);
    Map<String, Object> properties = new LinkedHashMap<>();
    String name =
        switch (kind) {
          case 0 -> request(customer, properties);
          case 1 -> completion(properties);
          case 2 -> route(properties);
          default -> login(customer, properties);
        };
    return new DemoEvent("evt_" + dice.hex(16), time, name, apiKey(customer), properties);
  }

  private String apiKey(Customer customer) {
    List<String> keys = customer.apiKeys();
    return keys.get(dice.chance(CALLS_WITH_THE_TEST_KEY) ? keys.size() - 1 : 0);
  }

  private String request(Customer customer, Map<String, Object> properties) {
    boolean european = customer.zone().getId().startsWith("Europe");
    int region = european ? dice.weighted(6, 88, 6) : dice.weighted(74, 18, 8);
    properties.put("endpoint", ENDPOINTS.get(dice.weighted(55, 20, 20, 5)));
    properties.put("region", REGIONS.get(region));
    properties.put("status", STATUSES.get(dice.weighted(940, 30, 15, 9, 6)));
    properties.put("latency_ms", (int) dice.skewed(45, 0.5));
    properties.put("client", Map.of("sdk", dice.oneOf(CLIENTS)));
    return "api_request";
  }

  private String completion(Map<String, Object> properties) {
    int input = (int) dice.skewed(900, 0.6);
    int output = (int) dice.skewed(350, 0.7);
    properties.put("model", dice.chance(0.8) ? "place-mini" : "place-large");
    properties.put("input_tokens", input);
    properties.put("output_tokens", output);
    properties.put("total_tokens", dice.chance(BROKEN_STREAMS) ? null : input + output);
    return "completion";
  }

  private String route(Map<String, Object> properties) {
    boolean longHaul = dice.chance(0.35);
    properties.put("kind", longHaul ? "long_haul" : "local");
    properties.put("km", longHaul ? dice.skewed(420, 0.6, 1) : dice.skewed(9, 0.7, 1));
    properties.put("stops", dice.between(2, longHaul ? 5 : 24));
    return "route_request";
  }

  private String login(Customer customer, Map<String, Object> properties) {
    int members = 3 + customer.callsPerDay() / 6;
    properties.put("member", "m-%04d".formatted(dice.between(1, members)));
    properties.put("role", dice.chance(0.94) ? "member" : "support");
    String kind = List.of("browser", "mobile", "bot").get(dice.weighted(70, 24, 6));
    Map<String, Object> client = new LinkedHashMap<>();
    client.put("kind", kind);
    client.put("version", "5." + dice.between(0, 9));
    properties.put("client", client);
    return "console_login";
  }
}
