package io.lakebill.jobs.payment;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.Sql;
import io.lakebill.jobs.run.Published;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What an export asks payment systems to collect, in the formats that they read. Made of what is
 * published, as often as somebody wants it: the same export is the same requests, under the same
 * keys.
 */
public final class CollectionFiles {

  /** How payment systems read it. */
  public enum Format {
    /** Invoice items of Stripe, a JSON object a line. */
    STRIPE("stripe.jsonl"),
    /** SEPA direct debits, as pain.008.001.08 of ISO 20022. */
    PAIN008("pain008.xml");

    private final String suffix;

    Format(String suffix) {
      this.suffix = suffix;
    }
  }

  private final Lake lake;

  /** Of a lake. */
  public CollectionFiles(Lake lake) {
    this.lake = lake;
  }

  /**
   * What was written.
   *
   * @param file none was where nothing could be collected this way
   * @param leftOut what is not in it, and why, a sentence each
   */
  public record Written(Optional<Path> file, long requests, List<String> leftOut) {}

  /** The exports that there are, by name, such as {@code payments-0001.csv}. */
  public List<String> exports() {
    return Published.read(lake, Table.PAYMENT_EXPORT, Published.last(lake))
        .select("export_file")
        .distinct()
        .orderBy("export_file")
        .collectAsList()
        .stream()
        .map(row -> name(row.getString(0)))
        .toList();
  }

  /**
   * Writes one of them into a directory, which is made if need be.
   *
   * @param export its name, as in {@link #exports()}
   */
  public Written write(String export, Format format, Path directory) {
    List<Collection> collections = collections(export);
    List<String> leftOut = new ArrayList<>();
    List<Collection> fit = new ArrayList<>();
    for (Collection one : collections) {
      Optional<String> why =
          format == Format.STRIPE ? StripeItems.whyNot(one) : DirectDebits.whyNot(one);
      why.ifPresentOrElse(
          reason -> leftOut.add("invoice %s: %s".formatted(one.number(), reason)),
          () -> fit.add(one));
    }
    if (fit.isEmpty()) {
      return new Written(Optional.empty(), 0, leftOut);
    }
    String text = format == Format.STRIPE ? StripeItems.lines(fit) : DirectDebits.document(fit);
    Path file = directory.resolve(export.replaceFirst("[.]csv$", "") + "." + format.suffix);
    put(file, text);
    return new Written(Optional.of(file), fit.size(), leftOut);
  }

  private List<Collection> collections(String export) {
    Optional<Row> last = Published.last(lake);
    SparkSession spark = lake.spark();
    return Sql.run(
            spark,
            "collections",
            Map.of(
                "payment_export", Published.read(lake, Table.PAYMENT_EXPORT, last),
                "invoices", Published.read(lake, Table.INVOICES, last),
                "accounts", lake.read(Table.ACCOUNTS),
                "sellers", lake.read(Table.SELLERS),
                "account_keys", lake.read(Table.ACCOUNT_KEYS),
                "decimals", decimals(spark)),
            Map.of("export", "exports/" + export))
        .collectAsList()
        .stream()
        .map(Collection::of)
        .toList();
  }

  private static Dataset<Row> decimals(SparkSession spark) {
    return spark.createDataFrame(
        PricingUnit.currencies().stream()
            .map(
                unit ->
                    RowFactory.create(unit.code(), BigDecimal.ONE.movePointLeft(unit.decimals())))
            .toList(),
        StructType.fromDDL("currency STRING, part DECIMAL(28, 4)"));
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private static void put(Path file, String text) {
    Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(partial, text, StandardCharsets.UTF_8);
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
