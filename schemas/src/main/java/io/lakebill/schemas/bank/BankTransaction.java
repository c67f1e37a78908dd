package io.lakebill.schemas.bank;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One movement of an account that a bank has booked.
 *
 * @param line where it stands in its file
 * @param id made of the message, the entry and the bank's own reference; the only one in its file
 * @param isCredit whether money came
 * @param isReturn whether it undoes an earlier one, such as a direct debit that came back
 * @param amount what it is about, before charges that were taken off or added
 * @param charges what the bank kept; 0 for nothing
 * @param named texts that may name an invoice, the most reliable first
 * @param reason the code of ISO 20022 why it came back, if it was told
 * @param text what the bank or the customer wrote, empty for nothing
 */
record BankTransaction(
    int line,
    String id,
    boolean isCredit,
    boolean isReturn,
    BigDecimal amount,
    String currency,
    BigDecimal charges,
    String chargesCurrency,
    LocalDate date,
    List<List<String>> named,
    Optional<String> reason,
    String text) {}
