package io.lakebill.tests.input;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Files as senders hand them over, and what landing prints of them. */
final class HandedOver {

  /** The columns of most of these files, as a source document maps them. */
  static final String COLUMNS = "columns: { id: id, time: at, account: who }";

  private HandedOver() {}

  static Path parquet(Dataset<Row> rows) throws IOException {
    Path directory = Scratch.directory("parquet");
    rows.coalesce(1).write().parquet(directory.toString());
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  /** Lands files of visits, as a source of that id and format. */
  static Outcome land(TestLake lake, String id, String format, Path... files) throws IOException {
    Path source =
        file(
            "source.yaml",
            "source: %s\nformat: %s\n%s\nconstants: { event_name: visit }\n"
                .formatted(id, format, COLUMNS));
    return lake.run(
        Stream.concat(
                Stream.of("land", "--source", source.toString()),
                Arrays.stream(files).map(Path::toString))
            .toArray(String[]::new));
  }

  static String inOneLine(String counts) {
    return String.join(
        ", ", counts.lines().map(line -> line.replaceAll(" +", " ")).sorted().toList());
  }

  static Path file(String name, String content) throws IOException {
    Path file = Scratch.directory(name);
    return Files.writeString(file, content);
  }

  static Path compressed(String name, String content) throws IOException {
    Path file = Scratch.directory(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
