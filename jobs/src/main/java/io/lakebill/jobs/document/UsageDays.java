package io.lakebill.jobs.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** What was used of a meter on each day that has something, oldest first; never empty. */
public record UsageDays(String meter, List<Day> days) {

  /** One day's quantity, in the unit of the meter. */
  public record Day(LocalDate date, BigDecimal quantity) {}

  public UsageDays {
    days = List.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("meter " + meter + " has no days");
    }
  }
}
