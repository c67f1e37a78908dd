package io.lakebill.jobs.invoice.account;

import io.lakebill.jobs.contract.ContractRows;
import io.lakebill.pricing.money.Money;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.account.AgreedCommitment;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.PlanCharge;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * A commitment as it was imported, and what invoices have billed of it so far.
 *
 * @param spent by charges that count towards it
 * @param billed of its fee, or of what was missing
 * @param overage billed of what is beyond it
 */
public record KeptCommitment(AgreedCommitment agreed, Money spent, Money billed, Money overage) {

  /**
   * Reads a row of {@code commitments} with {@code billed} and {@code overage}, and with {@code
   * spent} by plan and charge.
   */
  static KeptCommitment of(Row row, Catalog catalog) {
    AgreedCommitment agreed = ContractRows.commitment(row);
    PricingUnit currency = PricingUnit.currency(agreed.currency());
    List<Row> charges =
        row.isNullAt(row.fieldIndex("spent")) ? List.of() : row.getList(row.fieldIndex("spent"));
    BigDecimal spent =
        charges.stream()
            .filter(charge -> isIn(agreed, charge, catalog))
            .map(charge -> charge.<BigDecimal>getAs("amount"))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return new KeptCommitment(
        agreed,
        Money.round(spent, currency),
        Money.round(row.<BigDecimal>getAs("billed"), currency),
        Money.round(row.<BigDecimal>getAs("overage"), currency));
  }

  private static boolean isIn(AgreedCommitment agreed, Row charge, Catalog catalog) {
    Optional<String> product =
        Optional.ofNullable(charge.<String>getAs("plan_id"))
            .flatMap(plan -> catalog.charge(plan, charge.getAs("charge_id")))
            .flatMap(PlanCharge::product);
    return agreed.products().isEmpty() || product.filter(agreed.products()::contains).isPresent();
  }

  String id() {
    return agreed.commitmentId();
  }

  /** Whether nothing more can come of it once it has ended. */
  boolean isDone() {
    return agreed
        .feeSchedule()
        .map(fees -> fees.dueBy(agreed.days().until()).compareTo(billed) <= 0)
        .orElseGet(() -> agreed.commitment().trueUp(spent.plus(billed)).signum() == 0);
  }

  KeptCommitment with(Money moreSpent, Money moreBilled, Money moreOverage) {
    return new KeptCommitment(
        agreed, spent.plus(moreSpent), billed.plus(moreBilled), overage.plus(moreOverage));
  }
}
