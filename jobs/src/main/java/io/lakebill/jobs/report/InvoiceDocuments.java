package io.lakebill.jobs.report;

import io.lakebill.jobs.lake.Sql;
import io.lakebill.schemas.table.Table;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Invoices, credit notes and drafts, as they are published. */
public final class InvoiceDocuments {

  private final PublishedTables tables;

  /** Those of a lake. */
  public InvoiceDocuments(PublishedTables tables) {
    this.tables = tables;
  }

  /**
   * Some of them, the last ones first; one row per document.
   *
   * @param account whose they are; empty for all
   * @param state {@code final}, or that of a draft; empty for all
   * @param status how a final one stands; empty for all
   * @param since the first billing date; empty for the beginning
   */
  public QueryResult list(
      Optional<String> account,
      Optional<String> state,
      Optional<String> status,
      Optional<LocalDate> since) {
    return ask(
        "listed_invoices",
        Map.of(
            "account", account.orElse(""),
            "state", state.orElse(""),
            "status", status.orElse(""),
            "since", since.map(LocalDate::toString).orElse("0001-01-01")),
        Table.INVOICES,
        Table.INVOICE_EVENTS,
        Table.DRAFT_INVOICES);
  }

  /**
   * One of them with its lines, as a field {@code line_rows}; empty if there is none.
   *
   * @param document its number or its id
   */
  public Optional<Map<String, Object>> show(String document) {
    QueryResult found =
        ask(
            "shown_invoice",
            Map.of("document", document),
            Table.INVOICES,
            Table.INVOICE_LINES,
            Table.INVOICE_EVENTS,
            Table.DRAFT_INVOICES,
            Table.DRAFT_INVOICE_LINES);
    return found.asMaps().stream().findFirst();
  }

  /**
   * What is owed, by age, one row for each account and currency.
   *
   * @param asOf decides how long it is overdue
   */
  public QueryResult receivables(LocalDate asOf) {
    return ask("receivables", Map.of("as_of", asOf), Table.INVOICES, Table.INVOICE_EVENTS);
  }

  /** What was invoiced, and what became of it between two days, as bookings in double entry. */
  public QueryResult journal(LocalDate since, LocalDate until) {
    return ask(
        "journal",
        Map.of("since", since.toString(), "until", until.toString()),
        Table.INVOICES,
        Table.INVOICE_EVENTS,
        Table.PAYMENTS);
  }

  private QueryResult ask(String query, Map<String, Object> parameters, Table... of) {
    Map<String, Dataset<Row>> frames = new HashMap<>();
    List.of(of).forEach(table -> frames.put(table.tableName(), tables.read(table)));
    return QueryResult.of(Sql.run(tables.spark(), query, frames, parameters));
  }
}
