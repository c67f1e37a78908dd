package io.lakebill.schemas.catalog;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What a plan was before it was changed: billing periods that begin before a day have it so, as
 * long as they run.
 *
 * @param until the first day whose periods have the plan as it was changed
 * @param plan under the same id; it has nothing earlier of its own
 */
public record EarlierPlan(LocalDate until, Plan plan) implements Serializable {

  /** Refuses a history within a history. */
  public EarlierPlan {
    Objects.requireNonNull(until, "until");
    if (!plan.earlier().isEmpty()) {
      throw new IllegalArgumentException(
          "plan " + plan.id() + " as it was until " + until + " has earlier plans of its own");
    }
  }
}
