package io.lakebill.jobs.invoice;

import io.lakebill.pricing.invoice.TaxRate;
import io.lakebill.pricing.invoice.TaxTreatment;
import io.lakebill.pricing.money.Money;
import java.util.Optional;
import java.util.function.Function;

/**
 * What was agreed with an account for all of its invoices.
 *
 * @param treatment how it stands to tax
 * @param minimum the least that an invoice of a whole period comes to, if there is one
 * @param taxRate the rate of a charge, or of a plan's minimum and overage, of which the plan is
 *     known
 */
public record AccountTerms(
    TaxTreatment treatment, Optional<Money> minimum, Function<ChargedPeriod, TaxRate> taxRate) {}
