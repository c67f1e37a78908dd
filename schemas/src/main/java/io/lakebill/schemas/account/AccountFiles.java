package io.lakebill.schemas.account;

import java.nio.file.Path;
import java.util.List;

/**
 * Reads files of rows, named as a {@link RowKind} with the suffix {@code .csv}, {@code .jsonl},
 * {@code .json}, {@code .yaml} or {@code .yml}: {@code accounts.csv}. All that is wrong in any of
 * them is reported at once.
 */
public final class AccountFiles {

  private AccountFiles() {}

  /**
   * Reads files, and every visible file of directories.
   *
   * @throws io.lakebill.schemas.document.InvalidDocuments when a path is missing, a file is none of
   *     these, or a row is wrong
   */
  public static AccountDocuments read(List<Path> filesOrDirectories) {
    AccountReading reading = new AccountReading();
    reading.files(filesOrDirectories).forEach(reading::file);
    return reading.documents();
  }
}
