package io.lakebill.tests.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Random contracts as the files that a lake is made of. */
record ContractFiles(Path folder) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes a catalog, rows of accounts, events and their source. */
  void write(List<RandomContract> contracts) {
    write(folder.resolve("catalog.json"), catalog(contracts));
    for (RandomContract contract : contracts) {
      write(catalogOf(contract), catalog(List.of(contract)));
    }
    List<String> events = new ArrayList<>();
    List<String> accounts = new ArrayList<>(List.of("account_id,name"));
    List<String> subscriptions =
        new ArrayList<>(List.of("subscription_id,account_id,plan_id,start_date,trial_days"));
    List<String> adjustments =
        new ArrayList<>(
            List.of("price_adjustment_id,subscription_id,charge_id,kind,value,from,until"));
    List<String> counters = new ArrayList<>(List.of("counter,account_id,from_date,quantity"));
    for (RandomContract contract : contracts) {
      String id = contract.id();
      accounts.add(id + ",Case " + id);
      subscriptions.add(
          "sub-%s,%s,%s,%s,%d".formatted(id, id, id, contract.start(), contract.trialDays()));
      contract.adjustments().forEach(one -> adjustments.add(adjustment(contract, one)));
      contract
          .seats()
          .forEach((from, number) -> counters.add("seats,%s,%s,%d".formatted(id, from, number)));
      contract
          .used()
          .forEach(
              (month, quantity) ->
                  events.add(
                      """
                      {"id": "%s-%s", "time": "%sT10:00:00Z", "account": "%s", "properties": {"n": "%s"}}"""
                          .formatted(
                              id, month, month.atEndOfMonth(), id, quantity.toPlainString())));
    }
    write(folder.resolve("events.jsonl"), events);
    write(folder.resolve("accounts/accounts.csv"), accounts);
    write(folder.resolve("accounts/subscriptions.csv"), subscriptions);
    write(folder.resolve("accounts/counters.csv"), counters);
    write(folder.resolve("accounts/price_adjustments.csv"), adjustments);
    write(
        folder.resolve("accounts/sellers.csv"),
        List.of("seller_id,name,invoice_prefix", "house,House Ltd,Q-"));
    write(
        folder.resolve("source.yaml"),
        List.of(
            "source: contracts",
            "format: jsonl",
            "files: events.jsonl",
            "columns: { id: id, time: time, account: account, properties: properties }",
            "constants: { event_name: used }"));
  }

  /**
   * A catalog of one contract alone: reading all of them for each would take the square of time.
   */
  Path catalogOf(RandomContract contract) {
    return folder.resolve("quotes").resolve(contract.id() + "-catalog.json");
  }

  private static Map<String, Object> catalog(List<RandomContract> contracts) {
    Map<String, Object> meter = new LinkedHashMap<>();
    meter.put("id", "units");
    meter.put("event_name", "used");
    meter.put("aggregation", "sum");
    meter.put("property", "n");
    return Map.of(
        "meters", List.of(meter),
        "pricing_units", List.of(Map.of("id", "CCU")),
        "plans", contracts.stream().map(RandomContract::plan).toList());
  }

  private static String adjustment(RandomContract contract, RandomContract.Adjustment one) {
    return "%s-%s-%s-%s,sub-%s,%s,%s,%s,%s,%s"
        .formatted(
            contract.id(),
            one.charge(),
            one.kind(),
            one.from(),
            contract.id(),
            one.charge(),
            one.kind(),
            one.value(),
            one.from(),
            one.until());
  }

  /** Writes a document. */
  static void write(Path file, Object json) {
    try {
      write(file, List.of(JSON.writeValueAsString(json)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes lines. */
  static void write(Path file, List<String> lines) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
