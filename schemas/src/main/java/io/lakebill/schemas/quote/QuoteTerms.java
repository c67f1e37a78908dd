package io.lakebill.schemas.quote;

import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.credit.GrantSeries;
import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.invoice.TaxTreatment;
import io.lakebill.schemas.account.ChargeAdjustments;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one subscription used in a billing period, and what was agreed with it.
 *
 * @param start the subscription's first day
 * @param period a day in the billing period
 * @param trialDays instead of the plan's, if anything was agreed
 * @param billedBefore what charges with a cap of several periods came to in the others of them
 * @param counters by id
 * @param adjustments by charge
 * @param invoiceMinimum the least that the invoice comes to, if anything was agreed
 */
public record QuoteTerms(
    LocalDate start,
    LocalDate period,
    OptionalInt trialDays,
    List<QuotedUsage> usage,
    Map<String, BigDecimal> billedBefore,
    Map<String, Counter> counters,
    Map<String, ChargeAdjustments> adjustments,
    List<GrantSeries> grants,
    List<QuotedCommitment> commitments,
    List<TaxRate> taxRates,
    TaxTreatment taxTreatment,
    Optional<BigDecimal> invoiceMinimum) {

  /** Refuses a period before the start. */
  public QuoteTerms {
    if (period.isBefore(start)) {
      throw new IllegalArgumentException("period " + period + " is before the start " + start);
    }
    usage = List.copyOf(usage);
    billedBefore = Map.copyOf(billedBefore);
    counters = Map.copyOf(counters);
    adjustments = Map.copyOf(adjustments);
    grants = List.copyOf(grants);
    commitments = List.copyOf(commitments);
    taxRates = List.copyOf(taxRates);
  }
}
