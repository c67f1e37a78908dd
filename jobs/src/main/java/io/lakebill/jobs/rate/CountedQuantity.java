package io.lakebill.jobs.rate;

import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.contract.Counter.ActiveDays;
import io.lakebill.pricing.contract.Counter.Setting;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;

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

  /** The fields of an entry: the charge's id, settings and rivals. */
  static final int COLUMNS = 3;

  /** An entry of {@code counted_quantities}: settings with a quantity, or objects without. */
  static CountedQuantity of(InternalRow entry) {
    List<Setting> settings = new ArrayList<>();
    List<ActiveDays> objects = new ArrayList<>();
    ArrayData given = entry.getArray(1);
    for (int i = 0; i < given.numElements(); i++) {
      InternalRow one = given.getStruct(i, 3);
      if (one.isNullAt(2)) {
        objects.add(new ActiveDays(date(one, 0), date(one, 1)));
      } else {
        settings.add(new Setting(date(one, 0), one.getDecimal(2, 38, 18).toJavaBigDecimal()));
      }
    }
    List<Rival> rivals = new ArrayList<>();
    if (!entry.isNullAt(2)) {
      ArrayData others = entry.getArray(2);
      for (int i = 0; i < others.numElements(); i++) {
        InternalRow rival = others.getStruct(i, 3);
        rivals.add(new Rival(rival.getUTF8String(0).toString(), date(rival, 1), date(rival, 2)));
      }
    }
    return new CountedQuantity(
        objects.isEmpty() ? new Counter(settings) : Counter.ofObjects(objects), rivals);
  }

  private static LocalDate date(InternalRow row, int column) {
    return row.isNullAt(column) ? null : LocalDate.ofEpochDay(row.getInt(column));
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
