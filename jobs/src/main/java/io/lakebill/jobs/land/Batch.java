package io.lakebill.jobs.land;

import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What is landed together, as the events that it may be. Text is parsed once and kept, and so are
 * rows whose ids are made of all that they say; columnar files are read again for each question,
 * only the columns it needs.
 *
 * @param readAgain the files that are
 * @param bytes how large all files are
 */
record Batch(List<BatchPart> parts, UnchangedFiles readAgain, long bytes) {

  Batch {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("nothing to land");
    }
  }

  /** Opens the files, and refuses them all if one cannot be read. */
  static Batch open(SparkSession spark, List<Delivery> deliveries) {
    List<BatchPart.Read> parts =
        deliveries.stream()
            .flatMap(
                delivery ->
                    InputFiles.read(spark, delivery.source(), delivery.files()).stream()
                        .map(raw -> new BatchPart.Read(raw, delivery)))
            .toList();
    return new Batch(
        List.copyOf(parts),
        UnchangedFiles.of(
            parts.stream()
                .filter(BatchPart.Read::isCheap)
                .flatMap(part -> part.delivery().files().stream())
                .toList()),
        deliveries.stream()
            .flatMap(delivery -> delivery.files().stream())
            .mapToLong(file -> file.toFile().length())
            .sum());
  }

  /** The same rows, none of which is parsed again. */
  Batch kept(LandingJournal journal) {
    Stream<BatchPart> kept =
        parts.stream()
            .filter(part -> !part.isCheap())
            .map(BatchPart.Read.class::cast)
            .map(part -> Candidates.whole(part.raw(), part.delivery()))
            .reduce(Dataset::unionByName)
            .map(rows -> journal.stage("candidates", rows))
            .<BatchPart>map(BatchPart.Kept::new)
            .stream();
    return new Batch(
        Stream.concat(kept, parts.stream().filter(BatchPart::isCheap)).toList(), readAgain, bytes);
  }

  /** All rows, without what only a person wants to know. */
  Dataset<Row> candidates() {
    return all(BatchPart::candidates);
  }

  /** All rows, checked. */
  Dataset<Row> checked(BatchPart.Marking disputed, UnaryOperator<Dataset<Row>> check) {
    return all(part -> part.checked(disputed, check));
  }

  private Dataset<Row> all(Function<BatchPart, Dataset<Row>> rows) {
    return parts.stream().map(rows).reduce(Dataset::unionByName).orElseThrow();
  }
}
