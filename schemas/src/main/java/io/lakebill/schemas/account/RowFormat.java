package io.lakebill.schemas.account;

import io.lakebill.schemas.document.Document;
import io.lakebill.schemas.document.DocumentReader;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import io.lakebill.schemas.document.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The ways rows are written in files. */
enum RowFormat {
  CSV,
  JSONL,
  JSON,
  YAML,
  YML;

  static Optional<RowFormat> of(Path file) {
    String suffix = file.getFileName().toString().substring(stem(file).length());
    return Arrays.stream(values())
        .filter(format -> format.suffix().equals(suffix.toLowerCase(Locale.ROOT)))
        .findFirst();
  }

  static List<String> suffixes() {
    return Arrays.stream(values()).map(RowFormat::suffix).toList();
  }

  /** The file's name without its suffix. */
  static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  String suffix() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /** The rows of a file. What is wrong with single rows becomes a problem. */
  List<Element> rows(Path file, RowKind kind, Problems problems) {
    return switch (this) {
      case CSV -> CsvRows.read(file, kind, problems);
      case JSONL -> jsonLines(file, problems);
      case JSON, YAML, YML -> list(file, kind, problems);
    };
  }

  private static List<Element> jsonLines(Path file, Problems problems) {
    List<Element> rows = new ArrayList<>();
    List<String> lines = DocumentReader.text(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      try {
        rows.add(DocumentReader.parseJsonLine(file.toString(), lines.get(i), i + 1).element());
      } catch (InvalidDocuments e) {
        e.problems().forEach(problems::add);
      }
    }
    return rows;
  }

  private static List<Element> list(Path file, RowKind kind, Problems problems) {
    Document document = DocumentReader.read(file);
    if (!document.root().isArray()) {
      problems.add(new Problem(file.toString(), 1, "", "must be a list of " + kind.stem()));
    }
    return document.element().entries();
  }
}
