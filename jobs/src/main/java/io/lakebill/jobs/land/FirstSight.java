package io.lakebill.jobs.land;

import io.lakebill.jobs.land.LandedFiles.FileOfSource;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import io.lakebill.schemas.source.FieldValue;
import io.lakebill.schemas.source.FileFormat;
import io.lakebill.schemas.source.PropertyColumns;
import io.lakebill.schemas.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * What can be seen of files before any row of them is read. A file that cannot be read, or that
 * lacks a column which others of its source have, is refused; where none of them has it, the source
 * document is wrong, and nothing lands.
 */
final class FirstSight {

  private final SparkSession spark;
  private final Map<FileOfSource, String> reasons = new LinkedHashMap<>();

  private FirstSight(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Looks at files.
   *
   * @param unseen those that have not landed before
   * @throws InvalidDocuments if there is no such file, or if no file has a column that its source
   *     maps
   */
  static UnreadableFiles of(SparkSession spark, List<Delivery> all, List<Delivery> unseen) {
    requireFiles(all);
    FirstSight sight = new FirstSight(spark);
    unseen.forEach(delivery -> sight.look(delivery, isKnown(delivery, all)));
    return new UnreadableFiles(sight.reasons);
  }

  private static void requireFiles(List<Delivery> deliveries) {
    List<Problem> missing =
        deliveries.stream()
            .flatMap(delivery -> delivery.files().stream())
            .filter(file -> !Files.isRegularFile(file) || !Files.isReadable(file))
            .map(file -> new Problem(file.toString(), 0, "", "there is no such file to read"))
            .toList();
    if (!missing.isEmpty()) {
      throw new InvalidDocuments(missing);
    }
  }

  /** Whether other files of the delivery landed before, so that its source document is right. */
  private static boolean isKnown(Delivery delivery, List<Delivery> all) {
    return all.stream()
        .filter(one -> one.source().equals(delivery.source()))
        .anyMatch(one -> one.files().size() > delivery.files().size());
  }

  private void look(Delivery delivery, boolean isKnown) {
    Source source = delivery.source();
    Map<Path, List<Problem>> incomplete = new LinkedHashMap<>();
    boolean isRight = isKnown;
    for (Path file : delivery.files()) {
      try {
        Optional<List<String>> columns = InputFiles.columns(spark, source, file);
        List<Problem> missing =
            columns.map(names -> missing(source, file, names)).orElse(List.of());
        if (!missing.isEmpty()) {
          incomplete.put(file, missing);
        }
        isRight |= columns.isPresent() && missing.isEmpty();
      } catch (IOException unreadable) {
        reasons.put(FileOfSource.of(source, file), UnreadableFiles.reason(unreadable));
      }
    }
    if (!isRight && !incomplete.isEmpty()) {
      throw new InvalidDocuments(incomplete.values().stream().flatMap(List::stream).toList());
    }
    incomplete.forEach(
        (file, missing) ->
            reasons.put(
                FileOfSource.of(source, file),
                missing.get(0).message() + "; mend it, and send it again"));
  }

  private static List<Problem> missing(Source source, Path file, List<String> columns) {
    return needed(source)
        .filter(path -> !columns.contains(path) && !columns.contains(path.split("\\.", 2)[0]))
        .map(
            path ->
                new Problem(
                    file.toString(),
                    1,
                    path,
                    "there is no column '%s', which source %s maps; the columns are %s"
                        .formatted(path, source.id(), String.join(", ", columns))))
        .toList();
  }

  /** Columns that a file has to have. Parquet files of a source get more columns as it grows. */
  private static Stream<String> needed(Source source) {
    if (source.format() == FileFormat.PARQUET) {
      return Stream.of(source.eventId(), source.time(), source.eventName(), source.account())
          .flatMap(FieldValue::paths);
    }
    PropertyColumns properties = source.properties();
    if (properties instanceof PropertyColumns.Listed listed) {
      return Stream.concat(source.mappedPaths(), listed.columns().stream());
    }
    return properties instanceof PropertyColumns.Nested nested
        ? Stream.concat(source.mappedPaths(), Stream.of(nested.path()))
        : source.mappedPaths();
  }
}
