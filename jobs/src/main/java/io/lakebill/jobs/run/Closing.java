package io.lakebill.jobs.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.schemas.document.CanonicalJson;
import io.lakebill.schemas.document.Sha256;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A row of {@code period_closings}: a month that was closed, or opened again.
 *
 * @param reason why; null for none
 * @param publication that was in force
 * @param landing the last one whose events correct usage of the month
 */
public record Closing(
    long number,
    YearMonth period,
    String action,
    String by,
    String reason,
    Instant at,
    long publication,
    long landing,
    List<Figure> figures,
    String contentHash,
    String previousHash,
    String chainHash) {

  static final String CLOSE = "close";

  static final String REOPEN = "reopen";

  static Closing of(Row row) {
    return new Closing(
        row.<Long>getAs("closing_number"),
        YearMonth.parse(row.getAs("period")),
        row.getAs("action"),
        row.getAs("done_by"),
        row.getAs("reason"),
        row.getAs("done_at"),
        row.<Long>getAs("publication"),
        row.<Long>getAs("landing"),
        row.<Row>getList(row.fieldIndex("figures")).stream().map(Figure::of).toList(),
        row.getAs("content_hash"),
        row.getAs("previous_hash"),
        row.getAs("chain_hash"));
  }

  /** The same, sealed with the row before it. */
  Closing sealed(String previous) {
    String content = content();
    return new Closing(
        number,
        period,
        action,
        by,
        reason,
        at,
        publication,
        landing,
        figures,
        content,
        previous,
        Sha256.of(previous + content));
  }

  boolean isClose() {
    return action.equals(CLOSE);
  }

  /** The same as a row of the table. */
  public Row asRow() {
    return RowFactory.create(
        number,
        period.toString(),
        action,
        by,
        reason,
        at,
        publication,
        landing,
        figures.stream().map(Figure::row).toList(),
        contentHash,
        previousHash,
        chainHash);
  }

  /** What all columns but the hashes come to, whatever scale their decimals have. */
  private String content() {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content
        .put("closing_number", number)
        .put("period", period.toString())
        .put("action", action)
        .put("done_by", by)
        .put("reason", reason)
        .put("done_at", at.toString())
        .put("publication", publication)
        .put("landing", landing);
    var all = content.putArray("figures");
    for (Figure figure : figures) {
      all.addObject()
          .put("section", figure.section())
          .put("item", figure.item())
          .put("currency", figure.currency())
          .put("count", figure.count())
          .put("net", plain(figure.net()))
          .put("tax", plain(figure.tax()))
          .put("total", plain(figure.total()));
    }
    return Sha256.of(CanonicalJson.write(content));
  }

  private static String plain(BigDecimal amount) {
    return amount == null ? null : amount.stripTrailingZeros().toPlainString();
  }
}
