package io.lakebill.jobs.document;

import java.math.BigDecimal;
import java.time.LocalDate;

/** What one of another currency was exchanged for, and from which day that rate is in force. */
public record AppliedRate(String fromCurrency, BigDecimal rate, LocalDate date) {}
