package io.lakebill.jobs.load;

import io.lakebill.schemas.account.AccountDatabase;
import io.lakebill.schemas.account.AccountDocuments;
import io.lakebill.schemas.account.AccountReading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows about who is billed, from files and from a database; what is wrong is reported at once. */
public final class AccountInputs {

  private AccountInputs() {}

  /**
   * Reads all of them.
   *
   * @param filesOrDirectories text files and Parquet, named by what they hold
   * @param databases documents of {@link AccountDatabase}
   * @param environment where passwords of databases are
   * @throws io.lakebill.schemas.document.InvalidDocuments with everything that is wrong
   */
  public static AccountDocuments read(
      List<Path> filesOrDirectories, List<Path> databases, Map<String, String> environment) {
    AccountReading reading = new AccountReading();
    List<Path> files = new ArrayList<>();
    for (Path path : filesOrDirectories) {
      // Spark writes a directory where others write a file.
      files.addAll(
          Files.exists(path) && ParquetRows.isParquet(path)
              ? List.of(path)
              : reading.files(List.of(path)));
    }
    for (Path file : files) {
      if (ParquetRows.isParquet(file)) {
        ParquetRows.read(file, reading);
      } else {
        reading.file(file);
      }
    }
    for (Path database : databases) {
      new DatabaseRows(AccountDatabase.read(database), environment).read(reading);
    }
    return reading.documents();
  }
}
