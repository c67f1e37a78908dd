package io.lakebill.schemas.account;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The bank account that a customer may be debited from. All of it may be unknown, which is null.
 *
 * @param iban whose check digits are right
 * @param bic of its bank
 * @param mandateId by which the customer agreed to it
 * @param mandateDate when that was signed
 */
public record DirectDebit(String iban, String bic, String mandateId, LocalDate mandateDate)
    implements Serializable {

  /** Of a customer that pays otherwise. */
  public static final DirectDebit NONE = new DirectDebit(null, null, null, null);

  /** Refuses an IBAN that is none, and a mandate of which the bank would not know enough. */
  public DirectDebit {
    iban = Iban.checked(iban);
    if ((mandateId == null) != (mandateDate == null)) {
      throw new IllegalArgumentException(
          "mandate_id and mandate_date belong together; give both or none");
    }
    if (mandateId != null && iban == null) {
      throw new IllegalArgumentException("a mandate needs the iban that it is for");
    }
  }

  /** The mandate, if there is one; then the account is known as well. */
  public Optional<String> mandate() {
    return Optional.ofNullable(mandateId);
  }
}
