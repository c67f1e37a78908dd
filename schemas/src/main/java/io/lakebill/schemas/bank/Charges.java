package io.lakebill.schemas.bank;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a bank took for a transaction.
 *
 * @param isIncluded whether the amount that was booked has them in it
 */
record Charges(BigDecimal amount, String currency, boolean isIncluded) {

  /**
   * Version 2 has them themselves, later ones have records. What comes back counts against them.
   */
  static Charges of(XmlNode node, String otherwise) {
    List<XmlNode> records = node.all("Chrgs/Rcrd");
    List<XmlNode> all =
        (records.isEmpty() ? node.all("Chrgs") : records)
            .stream().filter(one -> one.at("Amt").isPresent()).toList();
    BigDecimal sum = BigDecimal.ZERO;
    boolean isIncluded = false;
    for (XmlNode one : all) {
      XmlNode amount = one.at("Amt").orElseThrow();
      boolean isBack = one.text("CdtDbtInd").filter("CRDT"::equals).isPresent();
      sum = isBack ? sum.subtract(BankEntries.amount(amount)) : sum.add(BankEntries.amount(amount));
      isIncluded |=
          one.text("ChrgInclInd")
              .filter(told -> told.equals("true") || told.equals("1"))
              .isPresent();
    }
    if (all.isEmpty() && node.at("Chrgs/TtlChrgsAndTaxAmt").isPresent()) {
      XmlNode total = node.at("Chrgs/TtlChrgsAndTaxAmt").orElseThrow();
      return new Charges(BankEntries.amount(total), total.currency(), false);
    }
    String currency =
        all.stream()
            .map(one -> one.at("Amt").orElseThrow().currency())
            .findFirst()
            .orElse(otherwise);
    return new Charges(sum.max(BigDecimal.ZERO), currency, isIncluded);
  }

  /**
   * What a transaction is about without them.
   *
   * @param booked what the account got or gave
   * @param instructed what somebody ordered, if it is known
   */
  BigDecimal before(BigDecimal booked, boolean isCredit, Optional<XmlNode> instructed) {
    BigDecimal without = isCredit ? booked.add(amount) : booked.subtract(amount);
    boolean isOrdered =
        instructed
            .filter(order -> order.currency().equals(currency))
            .filter(order -> BankEntries.amount(order).compareTo(without) == 0)
            .isPresent();
    return amount.signum() > 0 && (isIncluded || isOrdered) && without.signum() >= 0
        ? without
        : booked;
  }
}
