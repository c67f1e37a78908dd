package io.lakebill.jobs.cli;

import io.lakebill.jobs.report.InvoiceDocuments;
import io.lakebill.jobs.report.PublishedTables;
import io.lakebill.jobs.report.QueryResult;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code invoices list|show}, and what may be asked for about them. */
@Command(
    name = "invoices",
    description = "Look at invoices, credit notes and drafts, and ask for what becomes of them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      InvoiceRequests.TakeBack.class,
      InvoiceRequests.Credit.class,
      InvoiceRequests.WriteOff.class,
      DraftRequests.Hold.class,
      DraftRequests.Release.class,
      DraftRequests.FinalizeNow.class,
      DraftRequests.AddLine.class
    })
final class InvoicesCommand {

  private static final List<String> HEAD =
      List.of(
          "number",
          "state",
          "status",
          "held_reason",
          "account_id",
          "account_name",
          "seller_id",
          "purchase_order",
          "billing_date",
          "issue_date",
          "due_date",
          "refers_to",
          "replaces",
          "reason");

  private static final List<String> SUMS =
      List.of("subtotal", "discount", "tax", "total", "paid_by_credits", "amount_due", "balance");

  private static final List<String> LINE =
      List.of("description", "period_start", "period_end", "quantity", "unit_amount", "amount");

  private static final List<String> EVENT =
      List.of("event_date", "event", "amount", "status", "balance", "reason");

  private static final List<String> STATUSES =
      List.of("open", "partly_paid", "paid", "overpaid", "void", "uncollectible");

  private final Console console;

  InvoicesCommand(Console console, Clock clock) {
    this.console = console;
  }

  @Command(
      name = "list",
      description = "List documents, the last billing date first.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin LakeOption lake,
      @Option(names = "--account", paramLabel = "ID", description = "Only those it pays.")
          String account,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              description = "Only those that are final, or drafts that are open, due or held.")
          String state,
      @Option(
              names = "--status",
              paramLabel = "STATUS",
              description =
                  "Only final ones that are open, partly_paid, paid, overpaid, void or"
                      + " uncollectible.")
          String status,
      @Option(
              names = "--since",
              paramLabel = "DATE",
              description = "Only those of this billing date or a later one.")
          LocalDate since,
      @Option(names = "--json", description = "Print an array of objects; decimals are strings.")
          boolean json,
      @Option(names = "--csv", description = "Print CSV with a header.") boolean csv) {
    if (state != null && !List.of("final", "open", "due", "held").contains(state)) {
      throw new UsageException("--state is final, open, due or held, not '%s'".formatted(state));
    }
    if (status != null && !STATUSES.contains(status)) {
      throw new UsageException(
          "--status is one of %s, not '%s'".formatted(String.join(", ", STATUSES), status));
    }
    QueryResult all =
        lake.read(
            open ->
                new InvoiceDocuments(new PublishedTables(open))
                    .list(
                        Optional.ofNullable(account),
                        Optional.ofNullable(state),
                        Optional.ofNullable(status),
                        Optional.ofNullable(since)));
    if (json) {
      console.json(all.asMaps());
    } else {
      (csv ? all.asCsv() : all.asTable()).forEach(console::say);
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "show",
      description = "Show a document with its lines.",
      mixinStandardHelpOptions = true)
  int show(
      @Mixin LakeOption lake,
      @Parameters(paramLabel = "NUMBER|ID") String document,
      @Option(names = "--json", description = "Print one object; decimals are strings.")
          boolean json) {
    Map<String, Object> found =
        lake.read(open -> new InvoiceDocuments(new PublishedTables(open)).show(document))
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no invoice '%s'; `invoices list` shows them all"
                            .formatted(document)));
    if (json) {
      console.json(found);
    } else {
      print(found);
    }
    return ExitCode.DONE;
  }

  private void print(Map<String, Object> document) {
    HEAD.stream()
        .filter(name -> document.get(name) != null)
        .forEach(name -> console.say("%-16s %s".formatted(name, document.get(name))));
    console.say("");
    table(LINE, list(document.get("line_rows"))).asTable().forEach(console::say);
    console.say("");
    SUMS.stream()
        .filter(name -> document.get(name) != null)
        .forEach(
            name ->
                console.say(
                    "%-16s %s %s".formatted(name, document.get(name), document.get("currency"))));
    list(document.get("taxes"))
        .forEach(
            tax ->
                console.say(
                    "  of it %s %s%% on %s: %s"
                        .formatted(
                            tax.get("tax_rate_id"),
                            tax.get("percent"),
                            tax.get("net"),
                            tax.get("tax"))));
    if (!list(document.get("events")).isEmpty()) {
      console.say("");
      table(EVENT, list(document.get("events"))).asTable().forEach(console::say);
    }
  }

  private static QueryResult table(List<String> columns, List<Map<String, Object>> rows) {
    return new QueryResult(
        columns,
        rows.stream()
            .map(row -> columns.stream().map(row::get).collect(Collectors.toList()))
            .toList());
  }

  @SuppressWarnings("unchecked") // As the plain value of a row is made.
  private static List<Map<String, Object>> list(Object rows) {
    return rows == null ? List.of() : (List<Map<String, Object>>) rows;
  }
}
