package io.lakebill.schemas.account;

import io.lakebill.schemas.document.DocumentReader;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import io.lakebill.schemas.document.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects rows from several places; what is wrong in any of them is reported at once. */
public final class AccountReading {

  private final Problems problems = new Problems();
  private final AccountRows rows = new AccountRows(problems);

  /** The files, and every visible file of the directories; a missing one is a problem. */
  public List<Path> files(List<Path> filesOrDirectories) {
    List<Path> all = new ArrayList<>();
    filesOrDirectories.forEach(path -> all.addAll(files(path)));
    return all;
  }

  private List<Path> files(Path path) {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      problem(path.toString(), "no such file or directory");
      return List.of();
    }
    List<Path> files = DocumentReader.list(path);
    if (files.isEmpty()) {
      problem(path.toString(), "the directory has no files");
    }
    return files;
  }

  /** Reads a file, whose name says what it holds. */
  public void file(Path file) {
    Optional<RowFormat> format = RowFormat.of(file);
    Optional<RowKind> kind = RowKind.ofStem(RowFormat.stem(file));
    if (format.isEmpty() || kind.isEmpty()) {
      unknown(file);
      return;
    }
    file(file, format.get(), kind.get());
  }

  /** Reads a file of rows of one kind, whatever its name. */
  public void file(Path file, RowKind kind) {
    RowFormat.of(file)
        .ifPresentOrElse(
            format -> file(file, format, kind),
            () ->
                problem(
                    file.toString(),
                    "not a file of %s; known: .xml, %s"
                        .formatted(kind.stem(), String.join(", ", RowFormat.suffixes()))));
  }

  private void file(Path file, RowFormat format, RowKind kind) {
    List<Element> elements = new ArrayList<>();
    try {
      elements.addAll(format.rows(file, kind, problems));
    } catch (InvalidDocuments e) {
      e.problems().forEach(problems::add);
    }
    elements.forEach(row -> rows.add(kind, row));
  }

  /** Notes that a file is none of accounts. */
  public void unknown(Path file) {
    problem(
        file.toString(),
        "not a file of accounts; known: %s with %s"
            .formatted(
                String.join(", ", RowKind.stems()), String.join(", ", RowFormat.suffixes())));
  }

  /**
   * Rows of a table that somebody else read.
   *
   * @param source what problems call the place; they count its rows from 1
   * @param columns their names, in any order
   * @param table as many texts per row as there are columns; null where there is no value
   */
  public void table(
      RowKind kind, String source, List<String> columns, Iterable<List<String>> table) {
    TextRows texts = new TextRows(source, kind, problems);
    if (!texts.accepts(columns, 0)) {
      return;
    }
    int line = 0;
    for (List<String> values : table) {
      line++;
      rows.add(kind, texts.element(columns, values, line));
    }
  }

  /** A row that somebody else read, of which the line is known. */
  public void row(RowKind kind, String source, int line, Map<String, String> values) {
    List<String> columns = List.copyOf(values.keySet());
    rows.add(
        kind,
        new TextRows(source, kind, problems)
            .element(columns, columns.stream().map(values::get).toList(), line));
  }

  /** Notes what others found. */
  public void problems(InvalidDocuments found) {
    found.problems().forEach(problems::add);
  }

  /** Notes that a place cannot be read at all. */
  public void problem(String source, String message) {
    problems.add(new Problem(source, 0, "", message));
  }

  /**
   * All rows.
   *
   * @throws InvalidDocuments with everything that is wrong in any place
   */
  public AccountDocuments documents() {
    problems.refuse();
    return rows.documents();
  }
}
