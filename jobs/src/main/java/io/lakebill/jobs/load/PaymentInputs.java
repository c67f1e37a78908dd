package io.lakebill.jobs.load;

import io.lakebill.schemas.account.AccountReading;
import io.lakebill.schemas.account.PaymentResult;
import io.lakebill.schemas.account.RowKind;
import io.lakebill.schemas.bank.BankPayments;
import io.lakebill.schemas.bank.InvoiceNames;
import io.lakebill.schemas.document.InvalidDocuments;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What became of invoices, from files of rows and from messages of banks; what is wrong in any of
 * them is reported at once, and then nothing is read.
 *
 * @param leftOut what of the messages is no payment, a sentence each
 */
public record PaymentInputs(List<PaymentResult> results, List<String> leftOut) {

  private static final String MESSAGE = ".xml";

  /** Copies both. */
  public PaymentInputs {
    results = List.copyOf(results);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Reads all of them.
   *
   * @param filesOrDirectories text files and Parquet, whatever their names, and {@code .xml}
   * @param prefixes with which numbers of invoices begin
   * @throws InvalidDocuments with everything that is wrong
   */
  public static PaymentInputs read(List<Path> filesOrDirectories, Collection<String> prefixes) {
    AccountReading reading = new AccountReading();
    BankPayments bank = new BankPayments(new InvoiceNames(prefixes), reading);
    for (Path file : reading.files(filesOrDirectories)) {
      if (file.toString().toLowerCase(Locale.ROOT).endsWith(MESSAGE)) {
        try {
          bank.file(file);
        } catch (InvalidDocuments e) {
          reading.problems(e);
        }
      } else if (ParquetRows.isParquet(file)) {
        ParquetRows.read(file, RowKind.PAYMENTS, reading);
      } else {
        reading.file(file, RowKind.PAYMENTS);
      }
    }
    return new PaymentInputs(
        reading.documents().of(RowKind.PAYMENTS).stream().map(PaymentResult.class::cast).toList(),
        bank.leftOut());
  }
}
