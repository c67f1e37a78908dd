package io.lakebill.jobs.invoice.account;

import io.lakebill.pricing.invoice.CommitmentOverageTerm;
import io.lakebill.pricing.invoice.InvoiceItem;
import io.lakebill.pricing.invoice.LineKind;
import io.lakebill.pricing.invoice.LineTerms;
import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.invoice.TaxTreatment;
import io.lakebill.pricing.invoice.TrueUpTerm;
import io.lakebill.pricing.period.Days;
import io.lakebill.schemas.account.AgreedCommitment;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.PlanCharge;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an invoice owes to commitments, as pricing takes it. A true-up is taxed as the first charge
 * that counts towards it, unless the commitment names a rate; a fee only if it does, because what
 * it pays for is.
 */
public record CommitmentLines(
    InvoiceKey key,
    List<ChargedPeriod> charges,
    InvoicingTerms terms,
    Catalog catalog,
    LineOrigins origins) {

  List<InvoiceItem> fees(List<RunningCommitments.Owed> owed) {
    return owed.stream()
        .filter(one -> one.kind() == LineKind.COMMITMENT_FEE)
        .map(
            one -> {
              AgreedCommitment agreed = one.agreed();
              List<TaxRate> rates =
                  agreed.taxRate().map(id -> rates(id, agreed)).orElse(List.of(TaxRate.NONE));
              return new InvoiceItem(
                  LineKind.COMMITMENT_FEE,
                  null,
                  line(agreed, LineKind.COMMITMENT_FEE, rates),
                  agreed.days().from(),
                  one.amount());
            })
        .toList();
  }

  List<TrueUpTerm> trueUps(List<RunningCommitments.Owed> owed) {
    return owed.stream()
        .filter(one -> one.kind() == LineKind.TRUE_UP)
        .map(
            one -> {
              AgreedCommitment agreed = one.agreed();
              return new TrueUpTerm(
                  line(agreed, LineKind.TRUE_UP, ratesOfTrueUp(one)),
                  agreed.commitment(),
                  Set.copyOf(agreed.products()),
                  one.counted());
            })
        .toList();
  }

  List<CommitmentOverageTerm> overages(List<RunningCommitments.Owed> owed) {
    return owed.stream()
        .filter(one -> one.kind() == LineKind.COMMITMENT_OVERAGE)
        .map(
            one -> {
              AgreedCommitment agreed = one.agreed();
              return new CommitmentOverageTerm(
                  line(agreed, LineKind.COMMITMENT_OVERAGE, ratesOfTrueUp(one)),
                  agreed.commitment(),
                  Set.copyOf(agreed.products()),
                  one.counted(),
                  agreed.overageFactor().orElseThrow(),
                  one.amount());
            })
        .toList();
  }

  private LineTerms line(AgreedCommitment agreed, LineKind kind, List<TaxRate> rates) {
    if (charges.isEmpty() && key.seller().isEmpty()) {
      origins.lack(
          "commitment %s: no seller_id says which of the sellers invoices the account"
              .formatted(agreed.id()));
    }
    Days days = new Days(agreed.days().from(), agreed.days().until());
    return origins.put(
        new LineTerms(agreed.id(), RunningCommitments.label(agreed, kind), null, rates),
        new LineOrigin(new LineOrigin.Bill(null, null, null, days), null, 0));
  }

  private List<TaxRate> ratesOfTrueUp(RunningCommitments.Owed owed) {
    AgreedCommitment agreed = owed.agreed();
    Optional<String> ofCharge =
        charges.stream()
            .filter(charge -> !charge.isAhead() && isIn(agreed, charge))
            .findFirst()
            .or(() -> charges.stream().findFirst())
            .flatMap(
                charge -> catalog.taxOf(charge.plan(), charge.charge(), charge.period().start()));
    boolean isTaxed = terms.treatment().kind() == TaxTreatment.Kind.TAXED;
    if (agreed.taxRate().isEmpty() && charges.isEmpty() && isTaxed && catalog.taxesAnything()) {
      origins.lack(
          "commitment %s: no charge on its invoice says how it is taxed; name its tax"
              .formatted(agreed.id()));
      return List.of(TaxRate.NONE);
    }
    return agreed
        .taxRate()
        .or(() -> ofCharge)
        .map(id -> rates(id, agreed))
        .orElse(List.of(TaxRate.NONE));
  }

  private boolean isIn(AgreedCommitment agreed, ChargedPeriod charge) {
    return agreed.products().isEmpty()
        || catalog
            .charge(charge.plan(), charge.charge())
            .flatMap(PlanCharge::product)
            .filter(agreed.products()::contains)
            .isPresent();
  }

  private List<TaxRate> rates(String id, AgreedCommitment agreed) {
    LocalDate day = key.billingDate().minusDays(1);
    try {
      return terms.rates().on(Optional.of(id), day);
    } catch (IllegalArgumentException e) {
      origins.lack("commitment " + agreed.id() + ": " + e.getMessage());
      return List.of(TaxRate.NONE);
    }
  }
}
