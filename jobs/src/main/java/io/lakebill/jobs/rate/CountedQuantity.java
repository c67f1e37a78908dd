package io.lakebill.jobs.rate;

import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.contract.Counter.ActiveDays;
import io.lakebill.pricing.contract.Counter.Setting;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * What is counted for one charge of a subscription over time.
 *
 * @param rivals other subscriptions of the account that are charged for the same counter or objects
 */
record CountedQuantity(Counter counter, List<Rival> rivals) {

  /** Another subscription, and when it is active. */
  record Rival(String subscriptionId, LocalDate start, LocalDate end) {

    private boolean isActive(LocalDate from, LocalDate until) {
      return start.isBefore(until) && (end == null || end.isAfter(from));
    }
  }

  /** An entry of {@code counted_quantities}: settings with a quantity, or objects without. */
  static CountedQuantity of(Row entry) {
    List<Setting> settings = new ArrayList<>();
    List<ActiveDays> objects = new ArrayList<>();
    for (Row given : entry.<Row>getList(entry.fieldIndex("settings"))) {
      LocalDate from = given.getAs("from_date");
      BigDecimal quantity = given.getAs("quantity");
      if (quantity == null) {
        objects.add(new ActiveDays(from, given.getAs("until_date")));
      } else {
        settings.add(new Setting(from, quantity));
      }
    }
    List<Rival> rivals = new ArrayList<>();
    if (entry.getAs("rivals") != null) {
      for (Row rival : entry.<Row>getList(entry.fieldIndex("rivals"))) {
        rivals.add(new Rival(rival.getString(0), rival.getAs(1), rival.getAs(2)));
      }
    }
    return new CountedQuantity(
        objects.isEmpty() ? new Counter(settings) : Counter.ofObjects(objects), rivals);
  }

  /** Why the quantity is nobody's in particular in a time; empty when it is this charge's alone. */
  Optional<String> ambiguity(LocalDate from, LocalDate until) {
    List<String> active =
        rivals.stream()
            .filter(rival -> rival.isActive(from, until))
            .map(Rival::subscriptionId)
            .sorted()
            .toList();
    return active.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "it was imported for the account, but subscription %s is charged for it as well;"
                    .formatted(String.join(" and ", active))
                + " import it for a subscription");
  }
}
