package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.ReadFailure;
import io.lakebill.schemas.csv.MalformedCsvException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Files that are cut off, damaged, or nothing that can be read. Nobody can tell which of their rows
 * are true, so none of them lands: the file is refused as if it were one row, and the other files
 * of the landing are not touched by it.
 *
 * @param reasons why each cannot be read
 */
record UnreadableFiles(Map<LandedFiles.FileOfSource, String> reasons) {

  static final UnreadableFiles NONE = new UnreadableFiles(Map.of());

  private static final int LONGEST_REASON = 300;

  UnreadableFiles {
    reasons = new LinkedHashMap<>(reasons);
  }

  /** Reads each file to its end by itself, which is done only when a landing could not. */
  static UnreadableFiles among(SparkSession spark, List<Delivery> deliveries) {
    Map<LandedFiles.FileOfSource, String> reasons = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      for (Path file : delivery.files()) {
        damage(spark, delivery, file)
            .ifPresent(
                reason ->
                    reasons.put(LandedFiles.FileOfSource.of(delivery.source(), file), reason));
      }
    }
    return new UnreadableFiles(reasons);
  }

  private static Optional<String> damage(SparkSession spark, Delivery delivery, Path file) {
    try {
      InputFiles.read(spark, delivery.source(), List.of(file))
          .forEach(raw -> raw.rows().write().format("noop").mode("overwrite").save());
      return Optional.empty();
    } catch (Exception failure) {
      List<Throwable> causes =
          Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause).toList();
      if (!ReadFailure.isWhy(failure) && causes.stream().noneMatch(UnreadableFiles::isTooWide)) {
        throw failure;
      }
      return Optional.of(reason(failure));
    }
  }

  /** A number in the file has more digits than the type that the file gives it. */
  private static boolean isTooWide(Throwable cause) {
    return cause instanceof SparkThrowable spark
        && spark.getCondition() != null
        && spark.getCondition().startsWith("NUMERIC_VALUE_OUT_OF_RANGE");
  }

  /** Why a file cannot be read: what we found, or what the reader said last. */
  static String reason(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message =
        cause.getMessage() == null ? "" : cause.getMessage().lines().findFirst().orElse("");
    if (cause instanceof RefusedFileException || cause instanceof MalformedCsvException) {
      return message;
    }
    String name = cause.getClass().getSimpleName();
    String reason = message.isEmpty() ? name : name + ": " + message;
    return "it is cut off or damaged; send it again ("
        + reason.substring(0, Math.min(reason.length(), LONGEST_REASON))
        + ")";
  }

  /** These and others. */
  UnreadableFiles plus(UnreadableFiles others) {
    Map<LandedFiles.FileOfSource, String> all = new LinkedHashMap<>(reasons);
    all.putAll(others.reasons);
    return new UnreadableFiles(all);
  }

  boolean isEmpty() {
    return reasons.isEmpty();
  }

  /** What {@code landings} says of each. */
  Map<LandedFiles.FileOfSource, LandedRows> outcomes() {
    Map<LandedFiles.FileOfSource, LandedRows> outcomes = new LinkedHashMap<>();
    reasons.keySet().forEach(file -> outcomes.put(file, LandedRows.ofRejected(1)));
    return outcomes;
  }

  /** What {@code rejected_events} says of each. */
  List<Row> rows(long landing, Instant landedAt) {
    return reasons.entrySet().stream()
        .map(
            entry ->
                RowFactory.create(
                    landing,
                    entry.getKey().source(),
                    "refused_file",
                    "the file cannot be read, nothing of it has landed: " + entry.getValue(),
                    null,
                    entry.getKey().file(),
                    checksum(Path.of(entry.getKey().file())),
                    "",
                    landedAt))
        .toList();
  }

  /** Sentences for who landed them. */
  List<String> messages() {
    return reasons.entrySet().stream()
        .map(
            entry ->
                "%s: the file cannot be read and was refused: %s"
                    .formatted(entry.getKey().file(), entry.getValue()))
        .toList();
  }

  private static long checksum(Path file) {
    CRC32C checksum = new CRC32C();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(file), checksum)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return checksum.getValue();
  }
}
