package io.lakebill.jobs.demo;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of comma-separated values with a header. */
final class CsvFile {

  private CsvFile() {}

  /** Writes rows, which may have fewer cells than the header. */
  static void write(Path file, List<String> header, List<List<String>> rows) throws IOException {
    Files.createDirectories(file.getParent());
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file)) {
      csv.writeRecord(header);
      rows.forEach(csv::writeRecord);
    }
  }
}
