package io.lakebill.jobs.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The customers of the demo, under which names events know them, and the files that say so. */
final class DemoAccounts {

  /** A workspace whose key was forgotten, and turns up when half of October is over. */
  static final String FORGOTTEN_WORKSPACE = "ws-2090";

  /** A workspace that never gets an account. */
  static final String STRAY_WORKSPACE = "ws-4471";

  /** The first day on which the forgotten workspace was used. */
  static final LocalDate FORGOTTEN_FROM = LocalDate.parse("2026-10-01");

  private static final String OWNER_OF_FORGOTTEN = "lumenfold";
  private static final List<String> KEY_COLUMNS = List.of("key", "account_id", "subscription_id");

  private final List<Customer> customers;
  private final Map<String, Customer> byKey = new TreeMap<>();

  private DemoAccounts(List<Customer> customers) {
    this.customers = List.copyOf(customers);
    for (Customer customer : customers) {
      byKey.put(customer.accountId(), customer);
      customer.apiKeys().forEach(key -> byKey.put(key, customer));
      if (!customer.workspace().isEmpty()) {
        byKey.put(customer.workspace(), customer);
      }
    }
  }

  static DemoAccounts read() {
    List<Customer> customers = new ArrayList<>();
    CsvReader.builder()
        .ofNamedCsvRecord(DemoResource.text("customers.csv"))
        .forEach(row -> customers.add(customer(row)));
    return new DemoAccounts(customers);
  }

  private static Customer customer(NamedCsvRecord row) {
    String end = row.getField("end");
    return new Customer(
        row.getField("account"),
        row.getField("name"),
        ZoneId.of(row.getField("time_zone")),
        row.getField("seller"),
        row.getField("plan"),
        LocalDate.parse(row.getField("start")),
        end.isEmpty() ? Customer.END : LocalDate.parse(end),
        row.getField("workspace"),
        Integer.parseInt(row.getField("calls_per_day")),
        Rhythm.valueOf(row.getField("rhythm")));
  }

  List<Customer> customers() {
    return customers;
  }

  /** Whoever a run in that night takes a subject for. */
  Optional<Customer> owner(String subject, DemoNight night) {
    return subject.equals(FORGOTTEN_WORKSPACE) && !DemoNight.OCTOBER_BEGINS.isAfter(night)
        ? Optional.of(ownerOfForgotten())
        : Optional.ofNullable(byKey.get(subject));
  }

  /** The customer to whom the forgotten workspace belongs. */
  Customer ownerOfForgotten() {
    return byKey.get("acct_" + OWNER_OF_FORGOTTEN);
  }

  /** Writes the four files of the first night into a directory. */
  void write(Path directory) throws IOException {
    CsvFile.write(
        directory.resolve("sellers.csv"),
        List.of("seller_id", "name", "invoice_prefix"),
        List.of(
            List.of("waymoss_inc", "Waymoss Inc.", "WM-"),
            List.of("waymoss_eu", "Waymoss Europe GmbH", "WME-")));
    CsvFile.write(
        directory.resolve("accounts.csv"),
        List.of("account_id", "name", "email", "time_zone", "seller_id"),
        customers.stream()
            .map(c -> List.of(c.accountId(), c.name(), c.email(), c.zone().getId(), c.seller()))
            .toList());
    CsvFile.write(
        directory.resolve("subscriptions.csv"),
        List.of("subscription_id", "account_id", "plan_id", "start_date", "end_date"),
        customers.stream().map(DemoAccounts::subscription).toList());
    CsvFile.write(
        directory.resolve("account_keys.csv"),
        KEY_COLUMNS,
        customers.stream().flatMap(customer -> keys(customer).stream()).toList());
  }

  /** Writes the key that was forgotten into a file. */
  void writeForgottenKey(Path file) throws IOException {
    CsvFile.write(
        file,
        KEY_COLUMNS,
        List.of(List.of(FORGOTTEN_WORKSPACE, ownerOfForgotten().accountId(), "")));
  }

  private static List<String> subscription(Customer customer) {
    return List.of(
        customer.subscriptionId(),
        customer.accountId(),
        customer.plan(),
        customer.start().toString(),
        customer.leaves() ? customer.end().toString() : "");
  }

  /** API keys stand for the account, workspaces for the subscription that pays for them. */
  private static List<List<String>> keys(Customer customer) {
    List<List<String>> keys = new ArrayList<>();
    for (String key : customer.apiKeys()) {
      keys.add(List.of(key, customer.accountId(), ""));
    }
    if (!customer.workspace().isEmpty()) {
      keys.add(List.of(customer.workspace(), customer.accountId(), customer.subscriptionId()));
    }
    return keys;
  }
}
