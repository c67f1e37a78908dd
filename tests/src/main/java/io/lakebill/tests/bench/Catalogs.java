package io.lakebill.tests.bench;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The catalog that is benchmarked: one plan that prices six meters over five kinds of events, or
 * thirty, the same six for each of five regions; or six with what contracts agree on: what the plan
 * comes to at least, and a rate of tax.
 */
enum Catalogs {
  SIX("", ""),
  THIRTY("_eu,_us,_ap,_sa,_af", ""),
  CONTRACTS("", "    minimum: \"40.00\"\n    tax: standard\n");

  private static final List<Metered> METERS =
      List.of(
          new Metered(
              "api_calls",
              "event_name: api_call, aggregation: count, filter: \"try_cast(properties['status'] AS INT) < 500\"",
              "{ model: tiered, tiers: [{ last_unit: \"1000\", unit_amount: \"0.0040\" }, { unit_amount: \"0.0015\" }] }"),
          new Metered(
              "tokens",
              "event_name: completion, aggregation: sum, property: tokens",
              "{ model: bulk, tiers: [{ last_unit: \"1000000\", unit_amount: \"0.000020\" }, { unit_amount: \"0.000012\" }] }"),
          new Metered(
              "transferred",
              "event_name: transfer, aggregation: sum, property: gigabytes",
              "{ model: package, package_size: \"100\", package_amount: \"0.90\" }"),
          new Metered(
              "stored_peak",
              "event_name: storage, aggregation: max, property: gigabytes",
              "{ model: unit, unit_amount: \"0.023\" }"),
          new Metered(
              "stored",
              "event_name: storage, aggregation: latest, property: gigabytes",
              "{ model: unit, unit_amount: \"0.011\" }"),
          new Metered(
              "users",
              "event_name: session, aggregation: unique_count, property: user_id",
              "{ model: unit, unit_amount: \"1.50\" }"));

  private final String suffixes;
  private final String terms;

  Catalogs(String suffixes, String terms) {
    this.suffixes = suffixes;
    this.terms = terms;
  }

  /** The catalog as a document. */
  String yaml() {
    return "meters:\n"
        + lines(Metered::meterLine)
        + """
        plans:
          - id: bench
            currency: USD
            cadence: monthly
            anchor: calendar
        """
        + terms
        + """
            charges:
              - { id: fee, type: recurring, amount: "20.00" }
        """
        + lines(Metered::chargeLine);
  }

  private String lines(BiFunction<Metered, String, String> line) {
    return Stream.of(suffixes.split(",", -1))
        .flatMap(suffix -> METERS.stream().map(meter -> line.apply(meter, suffix)))
        .collect(Collectors.joining());
  }

  /**
   * A meter and what it costs.
   *
   * @param measures which events count and how, as a catalog writes it
   */
  private record Metered(String id, String measures, String price) {

    String meterLine(String suffix) {
      return "  - { id: %s%s, %s%s }%n".formatted(id, suffix, measures, region(suffix));
    }

    String chargeLine(String suffix) {
      return "      - { id: %s%s, type: usage, meter: %s%s, price: %s }%n"
          .formatted(id, suffix, id, suffix, price);
    }

    private static String region(String suffix) {
      return Stream.of(suffix)
          .filter(given -> !given.isEmpty())
          .map(
              given ->
                  ", where: [{ property: region, operator: eq, value: %s }]"
                      .formatted(given.substring(1)))
          .collect(Collectors.joining());
    }
  }
}
