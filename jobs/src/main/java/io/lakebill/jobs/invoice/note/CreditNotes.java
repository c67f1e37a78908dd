package io.lakebill.jobs.invoice.note;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.lake.SmallFrames;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.InvoiceLaws;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.jobs.run.Staging;
import io.lakebill.pricing.issued.IssuedDocument;
import io.lakebill.pricing.issued.IssuedLine;
import io.lakebill.pricing.money.Money;
import io.lakebill.schemas.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Credit notes that take invoices back, all of them or some, because somebody asked for it
 * (decision 54). A note never takes back more than is left of its invoice, in no line and no tax;
 * what credits paid comes back to them.
 */
public final class CreditNotes {

  /** The staged frame of the notes, as drafts that are due with their lines. */
  public static final String STAGED = InvoiceLaws.ASKED_NOTES;

  /** The staged frame of what credits get back, as rows of {@code credit_ledger}. */
  public static final String RETURNS = "returned_credits";

  /** The staged frame of requests that cannot be done, as rows of {@code billing_issues}. */
  public static final String FINDINGS = "request_findings";

  /** All that it stages. */
  public static final Set<String> STAGES = Set.of(STAGED, RETURNS, FINDINGS);

  private static final StructType NOTES =
      StructType.fromDDL(
          """
          note_id STRING, invoice_id STRING, reason STRING, subtotal DECIMAL(38, 4),
          discount DECIMAL(38, 4), tax DECIMAL(38, 4), total DECIMAL(38, 4),
          paid_by_credits DECIMAL(38, 4), amount_due DECIMAL(38, 4)
          """);

  private static final StructType LINES =
      StructType.fromDDL(
          """
          note_id STRING, invoice_id STRING, credited_line INT, line_number INT,
          amount DECIMAL(28, 4), discount DECIMAL(28, 4), tax DECIMAL(28, 4)
          """);

  private static final StructType TAXES =
      StructType.fromDDL(
          """
          note_id STRING, invoice_id STRING, tax_rate_id STRING, net DECIMAL(28, 4),
          tax DECIMAL(28, 4)
          """);

  private static final StructType REPLACEMENTS =
      StructType.fromDDL("replacement_id STRING, invoice_id STRING, reason STRING");

  private final RunContext context;
  private final List<Row> notes = new ArrayList<>();
  private final List<Row> lines = new ArrayList<>();
  private final List<Row> taxes = new ArrayList<>();
  private final List<Row> replacements = new ArrayList<>();
  private final List<Row> returns = new ArrayList<>();
  private final List<Row> findings = new ArrayList<>();

  private CreditNotes(RunContext context) {
    this.context = context;
  }

  /**
   * Stages these frames.
   *
   * @param due the columns of drafts that are due, with their lines
   */
  public static void stage(RunContext context, StructType due) {
    List<Row> asked = PendingRequests.of(context, PendingRequests.NOTES);
    CreditNotes made = new CreditNotes(context);
    if (!asked.isEmpty()) {
      made.make(asked);
    }
    Staging staging = context.staging();
    staging.write(
        STAGED,
        made.notes.isEmpty()
            ? SmallFrames.frame(context.spark(), List.of(), due)
            : made.drafts(due));
    staging.write(RETURNS, made.rows(made.returns, Table.CREDIT_LEDGER));
    staging.write(FINDINGS, made.rows(made.findings, Table.BILLING_ISSUES));
  }

  private Dataset<Row> rows(List<Row> rows, Table table) {
    return context.spark().createDataFrame(rows, context.lake().nullable(table));
  }

  private void make(List<Row> asked) {
    Set<String> wanted = new HashSet<>();
    asked.forEach(row -> wanted.add(row.getAs("invoice_id")));
    List<Row> issued =
        context
            .pinned(Table.INVOICES)
            .where(
                col("invoice_id")
                    .isin(wanted.toArray())
                    .or(col("refers_to.invoice_id").isin(wanted.toArray())))
            .collectAsList();
    Object[] ids = issued.stream().map(row -> row.getAs("invoice_id")).toArray();
    IssuedRows documents =
        new IssuedRows(
            issued,
            context.pinned(Table.INVOICE_LINES).where(col("invoice_id").isin(ids)).collectAsList());
    Map<String, List<Row>> ledger = ledger(issued, ids);
    Set<String> promotional = promotional();
    Map<String, List<IssuedDocument>> made = new HashMap<>();
    for (Row request : asked) {
      make(request, documents, ledger, promotional, made);
    }
  }

  private void make(
      Row request,
      IssuedRows documents,
      Map<String, List<Row>> ledger,
      Set<String> promotional,
      Map<String, List<IssuedDocument>> made) {
    String id = request.getAs("invoice_id");
    List<IssuedDocument> before =
        made.computeIfAbsent(id, any -> new ArrayList<>(documents.notesOf(id)));
    boolean isVoid = PendingRequests.isVoid(request);
    try {
      IssuedDocument note = documents.note(request, before);
      String noteId = PendingRequests.noteId(request.getAs("request_id"));
      if (!note.lines().isEmpty()) {
        before.add(note);
        add(note, noteId, request);
        List<Row> entries = ledger.computeIfAbsent(id, any -> new ArrayList<>());
        List<Row> returned =
            ReturnedCredits.of(entries, promotional, context.lake().nullable(Table.CREDIT_LEDGER))
                .by(note, isVoid, noteId, context.run().asOf(), context.run().token());
        returns.addAll(returned);
        if (request.getAs("request").equals("replace")) {
          replace(request, documents, returned);
        }
        returned.stream()
            .filter(row -> row.getAs("ledger_account").equals("burned"))
            .forEach(entries::add);
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      findings.add(refused(request, documents, e.getMessage()));
    }
  }

  /** The same invoice once more, which burns what came back. */
  private void replace(Row request, IssuedRows documents, List<Row> returned) {
    String id = request.getAs("invoice_id");
    String replacement = PendingRequests.replacementId(request.getAs("request_id"));
    replacements.add(RowFactory.create(replacement, id, request.getAs("reason")));
    returns.addAll(
        ReturnedCredits.burnedAgain(
            returned, replacement, documents.row(id).orElseThrow().getAs("billing_date")));
  }

  /** The burned side of what burned on invoices, and of what their notes gave back, by invoice. */
  private Map<String, List<Row>> ledger(List<Row> issued, Object[] ids) {
    Map<String, List<Row>> byInvoice = new HashMap<>();
    if (context.isEmpty(Table.CREDIT_LEDGER)) {
      return byInvoice;
    }
    Map<String, String> invoiceOf = new HashMap<>();
    for (Row row : issued) {
      Row refersTo = row.getAs("refers_to");
      String id = row.getAs("invoice_id");
      invoiceOf.put(id, refersTo == null ? id : refersTo.getAs("invoice_id"));
    }
    context
        .pinned(Table.CREDIT_LEDGER)
        .where(col("invoice_id").isin(ids).and(col("ledger_account").equalTo("burned")))
        .collectAsList()
        .forEach(
            row ->
                byInvoice
                    .computeIfAbsent(
                        invoiceOf.get(row.<String>getAs("invoice_id")), any -> new ArrayList<>())
                    .add(row));
    return byInvoice;
  }

  private Set<String> promotional() {
    Set<String> ids = new HashSet<>();
    if (!context.isEmpty(Table.CREDIT_GRANTS)) {
      context
          .pinned(Table.CREDIT_GRANTS)
          .where(col("kind").equalTo("promotional"))
          .select("credit_grant_id")
          .collectAsList()
          .forEach(row -> ids.add(row.getString(0)));
    }
    return ids;
  }

  private void add(IssuedDocument note, String noteId, Row request) {
    String invoiceId = request.getAs("invoice_id");
    Money subtotal =
        Money.sum(note.lines().stream().map(IssuedLine::amount).toList(), note.currency());
    Money discount =
        Money.sum(note.lines().stream().map(IssuedLine::discount).toList(), note.currency());
    notes.add(
        RowFactory.create(
            noteId,
            invoiceId,
            request.getAs("reason"),
            subtotal.amount(),
            discount.amount(),
            note.total().minus(note.net()).amount(),
            note.total().amount(),
            note.paidByCredits().amount(),
            note.amountDue().amount()));
    for (int i = 0; i < note.lines().size(); i++) {
      IssuedLine line = note.lines().get(i);
      lines.add(
          RowFactory.create(
              noteId,
              invoiceId,
              line.number(),
              i + 1,
              line.amount().amount(),
              line.discount().amount(),
              line.tax().amount()));
    }
    note.taxes()
        .forEach(
            tax ->
                taxes.add(
                    RowFactory.create(
                        noteId, invoiceId, tax.rate(), tax.net().amount(), tax.tax().amount())));
  }

  private static Row refused(Row request, IssuedRows documents, String why) {
    String id = request.getAs("invoice_id");
    return RowFactory.create(
        "refused_request",
        request.getAs("account_id"),
        null,
        null,
        null,
        null,
        null,
        null,
        1L,
        0L,
        null,
        "the %s of invoice %s that %s asked for (%s) cannot be done: %s"
            .formatted(
                request.getAs("request"),
                documents.row(id).map(row -> row.<String>getAs("number")).orElse(id),
                request.getAs("requested_by"),
                request.getAs("request_id"),
                why));
  }

  private Dataset<Row> drafts(StructType due) {
    Dataset<Row> drafts =
        Sql.run(
            context.spark(),
            "asked_credit_notes",
            Map.of(
                "notes", context.spark().createDataFrame(notes, NOTES),
                "note_lines", context.spark().createDataFrame(lines, LINES),
                "note_taxes", context.spark().createDataFrame(taxes, TAXES),
                "invoices", context.pinned(Table.INVOICES),
                "invoice_lines", context.pinned(Table.INVOICE_LINES)),
            Map.of("as_of", context.run().asOf()));
    return replacements.isEmpty() ? drafts.to(due) : drafts.to(due).unionByName(again().to(due));
  }

  private Dataset<Row> again() {
    return Sql.run(
        context.spark(),
        "replacing_invoices",
        Map.of(
            "replacements", context.spark().createDataFrame(replacements, REPLACEMENTS),
            "invoices", context.pinned(Table.INVOICES),
            "invoice_lines", context.pinned(Table.INVOICE_LINES),
            "accounts", context.pinned(Table.ACCOUNTS)),
        Map.of("as_of", context.run().asOf()));
  }
}
