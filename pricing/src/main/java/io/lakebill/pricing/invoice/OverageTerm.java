package io.lakebill.pricing.invoice;

import io.lakebill.pricing.credit.OveragePrice;
import java.io.Serializable;

/** What a plan charges for units of the seller's own, and how that stands on the invoice. */
public record OverageTerm(LineTerms terms, OveragePrice price) implements Serializable {}
