package io.lakebill.jobs.meter.fold;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.unsafe.types.UTF8String;

/** The billing periods of an account's subscriptions. */
final class Periods {

  private final Map<UTF8String, List<Period>> bySubscription = new HashMap<>();

  void add(Period period) {
    bySubscription.computeIfAbsent(period.subscription(), any -> new ArrayList<>()).add(period);
  }

  Optional<Period> of(UTF8String subscription, int start) {
    return all(subscription).stream().filter(period -> period.start() == start).findFirst();
  }

  /** Whether a period is known to be billed. */
  boolean isBilled(UTF8String subscription, int start) {
    for (Period period : all(subscription)) {
      if (period.start() == start) {
        return period.isBilled();
      }
    }
    return false;
  }

  /** Those that are not billed yet and have not begun before a day. */
  List<Period> openFrom(UTF8String subscription, int day) {
    return all(subscription).stream().filter(p -> !p.isBilled() && p.start() >= day).toList();
  }

  private List<Period> all(UTF8String subscription) {
    return bySubscription.getOrDefault(subscription, List.of());
  }
}
