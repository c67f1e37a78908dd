package io.lakebill.pricing.invoice;

import io.lakebill.pricing.contract.Composite;
import java.io.Serializable;

/** A composite of a plan, and how it stands on the invoice. */
public record CompositeTerm(LineTerms terms, Composite composite) implements Serializable {}
