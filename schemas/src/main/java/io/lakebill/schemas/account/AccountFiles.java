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
import java.util.Optional;

/**
 * Reads files of rows: {@code sellers}, {@code accounts}, {@code account_keys} and {@code
 * subscriptions} with the suffix {@code .csv}, {@code .jsonl}, {@code .json}, {@code .yaml} or
 * {@code .yml}. All that is wrong in any of them is reported at once.
 */
public final class AccountFiles {

  private AccountFiles() {}

  /**
   * Reads files, and every visible file of directories.
   *
   * @throws InvalidDocuments when a path is missing, a file is none of these, or a row is wrong
   */
  public static AccountDocuments read(List<Path> filesOrDirectories) {
    Problems problems = new Problems();
    AccountRows rows = new AccountRows(problems);
    for (Path path : filesOrDirectories) {
      for (Path file : files(path, problems)) {
        read(file, rows, problems);
      }
    }
    problems.refuse();
    return rows.documents();
  }

  private static List<Path> files(Path path, Problems problems) {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      problems.add(new Problem(path.toString(), 0, "", "no such file or directory"));
      return List.of();
    }
    List<Path> files = DocumentReader.list(path);
    if (files.isEmpty()) {
      problems.add(new Problem(path.toString(), 0, "", "the directory has no files"));
    }
    return files;
  }

  private static void read(Path file, AccountRows rows, Problems problems) {
    Optional<RowFormat> format = RowFormat.of(file);
    Optional<RowKind> kind = RowKind.ofStem(RowFormat.stem(file));
    if (format.isEmpty() || kind.isEmpty()) {
      problems.add(
          new Problem(
              file.toString(),
              0,
              "",
              "not a file of accounts; known: %s with %s"
                  .formatted(
                      String.join(", ", RowKind.stems()),
                      String.join(", ", RowFormat.suffixes()))));
      return;
    }
    List<Element> elements = new ArrayList<>();
    try {
      elements.addAll(format.get().rows(file, kind.get(), problems));
    } catch (InvalidDocuments e) {
      e.problems().forEach(problems::add);
    }
    elements.forEach(row -> rows.add(kind.get(), row));
  }
}
