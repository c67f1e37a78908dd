package io.lakebill.jobs.invoice.note;

import static org.apache.spark.sql.functions.col;

import io.lakebill.jobs.invoice.account.Holds;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.run.PublishRun;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.table.Table;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Writes down what somebody asks for about drafts, after it was looked at whether it can be done:
 * the next run does it.
 */
public final class AskAboutDraft {

  private final Lake lake;
  private final Clock clock;
  private final RequestBook book;

  /**
   * @param by who asks
   */
  public AskAboutDraft(Lake lake, Clock clock, String by) {
    this.lake = lake;
    this.clock = clock;
    this.book = new RequestBook(lake, clock, by);
  }

  /**
   * That nothing is issued of an account, or not one of its drafts.
   *
   * @param name of the account, or the id of the draft
   */
  public void hold(String name, String reason) {
    String draft = draft(name).orElse(null);
    book.write(book.row("hold", draft, account(name), reason, Map.of()));
  }

  /**
   * That what was held is issued.
   *
   * @param name of the account, or the id of the draft
   * @throws RefusedRequestException if nobody holds it
   */
  public void release(String name, String reason) {
    Holds holds =
        Holds.of(
            lake.read(Table.INVOICE_REQUESTS)
                .where(col("request").isin(Holds.REQUESTS.toArray()))
                .collectAsList());
    String draft = draft(name).orElse(null);
    String account = account(name);
    if (!holds.has(account, draft) && !isUnusual(draft)) {
      throw new RefusedRequestException(
          "nobody holds %s; `invoices list --state held` shows what waits, and why"
              .formatted(name));
    }
    book.write(book.row("release", draft, account, reason, Map.of()));
  }

  private boolean isUnusual(String draft) {
    return draft != null
        && !book.read(Table.DRAFT_INVOICES)
            .where(
                col("invoice_id")
                    .equalTo(draft)
                    .and(col("held_reason").contains(PublishRun.IMPLAUSIBLE)))
            .isEmpty();
  }

  /**
   * That a draft is issued by the next run, without waiting for late events.
   *
   * @param id of the draft
   * @throws RefusedRequestException if there is none, its period runs, or it is held
   */
  public void finalizeNow(String id, String reason) {
    Row draft =
        book
            .read(Table.DRAFT_INVOICES)
            .where(col("invoice_id").equalTo(id))
            .collectAsList()
            .stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new RefusedRequestException(
                        "there is no draft '%s'; `invoices list --state open` shows them"
                            .formatted(id)));
    if (draft.getAs("held_reason") != null) {
      throw new RefusedRequestException(
          "draft %s is held: %s".formatted(id, draft.<String>getAs("held_reason")));
    }
    LocalDate billingDate = draft.getAs("billing_date");
    if (billingDate.isAfter(clock.instant().atZone(ZoneOffset.UTC).toLocalDate())) {
      throw new RefusedRequestException(
          "draft %s is billed on %s; `bill` invoices an account before".formatted(id, billingDate));
    }
    book.write(book.row("finalize", id, draft.getAs("account_id"), reason, Map.of()));
  }

  /**
   * That the next invoice of an account has a line more.
   *
   * @param net before tax, in the currency of that invoice; below 0 for what it costs less
   * @param reason what the line says
   * @return in which currency
   * @throws RefusedRequestException if there is no such account, nobody knows its currency, or the
   *     amount has more decimals than that
   */
  public PricingUnit addLine(String account, BigDecimal net, String reason) {
    Row known =
        Stream.of(
                book.read(Table.DRAFT_INVOICES).orderBy(col("billing_date"), col("invoice_id")),
                book.read(Table.INVOICES).orderBy(col("billing_date").desc()),
                lake.read(Table.ACCOUNTS).where("currency IS NOT NULL"))
            .flatMap(
                rows ->
                    rows
                        .where(col("account_id").equalTo(account))
                        .select("currency")
                        .limit(1)
                        .collectAsList()
                        .stream())
            .findFirst()
            .orElseThrow(
                () ->
                    new RefusedRequestException(
                        "nothing of an account '%s' is drafted or invoiced that a line could follow"
                            .formatted(account)));
    PricingUnit currency = PricingUnit.currency(known.getAs("currency"));
    if (net.signum() == 0 || net.stripTrailingZeros().scale() > currency.decimals()) {
      throw new RefusedRequestException(
          "%s is no amount in %s".formatted(net.toPlainString(), currency));
    }
    book.write(
        book.row(
            "add_line", null, account, reason, Map.of("net", net, "currency", currency.code())));
    return currency;
  }

  /** A draft of that id is meant rather than an account. */
  private Optional<String> draft(String name) {
    return book
        .read(Table.DRAFT_INVOICES)
        .where(col("invoice_id").equalTo(name))
        .select("invoice_id")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .findFirst();
  }

  private String account(String name) {
    List<String> accounts =
        book
            .read(Table.DRAFT_INVOICES)
            .where(col("invoice_id").equalTo(name))
            .select("account_id")
            .union(
                lake.read(Table.ACCOUNTS)
                    .where(col("account_id").equalTo(name))
                    .select("account_id"))
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();
    if (accounts.isEmpty()) {
      throw new RefusedRequestException(
          "there is neither an account nor a draft '%s'".formatted(name));
    }
    return accounts.get(0);
  }
}
