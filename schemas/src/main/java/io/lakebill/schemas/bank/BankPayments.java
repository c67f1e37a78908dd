package io.lakebill.schemas.bank;

import io.lakebill.schemas.account.AccountReading;
import io.lakebill.schemas.account.RowKind;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Notifications of banks (camt.054 of ISO 20022) as rows of payments. Money that came is a payment,
 * a direct debit that came back a chargeback, what the bank kept a fee; what went to somebody whom
 * no invoice names is nobody's business here. The same file is the same rows.
 */
public final class BankPayments {

  /** Why debits come back that succeed on another day: no funds, and no reason given. */
  private static final Set<String> WORTH_ANOTHER_TRY = Set.of("AM04", "MS03");

  private static final int LONGEST_TEXT = 300;

  private final InvoiceNames names;
  private final AccountReading reading;
  private final List<String> leftOut = new ArrayList<>();

  /** Adds rows to those that are read. */
  public BankPayments(InvoiceNames names, AccountReading reading) {
    this.names = names;
    this.reading = reading;
  }

  /** What of the files is no payment, a sentence for each file with any. */
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /**
   * Reads a file.
   *
   * @throws io.lakebill.schemas.document.InvalidDocuments with all that is wrong in it as a message
   */
  public void file(Path file) {
    BankEntries entries = BankEntries.read(file);
    int debits = 0;
    for (BankTransaction one : entries.booked()) {
      Optional<String> invoice = names.only(one.named());
      if (!one.isCredit() && !one.isReturn() && invoice.isEmpty()) {
        debits++;
      } else {
        rows(one, invoice, file);
      }
    }
    if (entries.pending() > 0) {
      leftOut.add("%s: %d entries are not booked yet".formatted(file, entries.pending()));
    }
    if (debits > 0) {
      leftOut.add("%s: %d debits name no invoice and return nothing".formatted(file, debits));
    }
  }

  private void rows(BankTransaction one, Optional<String> invoice, Path file) {
    String kind = one.isCredit() ? "payment" : one.isReturn() ? "chargeback" : "refund";
    row(file, one, one.id(), kind, invoice, one.amount(), one.currency());
    if (kind.equals("chargeback") && one.reason().filter(WORTH_ANOTHER_TRY::contains).isPresent()) {
      row(file, one, one.id() + "/failure", "failure", invoice, one.amount(), one.currency());
    }
    if (one.charges().signum() > 0) {
      row(file, one, one.id() + "/charges", "fee", invoice, one.charges(), one.chargesCurrency());
    }
  }

  private void row(
      Path file,
      BankTransaction one,
      String id,
      String kind,
      Optional<String> invoice,
      BigDecimal amount,
      String currency) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("payment_id", id);
    row.put("kind", kind);
    invoice.ifPresent(name -> row.put("invoice", name));
    row.put("amount", amount.toPlainString());
    row.put("currency", currency);
    row.put("date", one.date().toString());
    one.reason().ifPresent(reason -> row.put("reason", reason));
    row.put("reference", one.text().substring(0, Math.min(LONGEST_TEXT, one.text().length())));
    reading.row(RowKind.PAYMENTS, file.toString(), one.line(), row);
  }
}
