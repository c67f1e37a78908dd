package io.lakebill.jobs.meter.tally;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** Numbers for subscriptions, from 1 on. */
final class Numbers {

  private final Map<UTF8String, Integer> numbers = new HashMap<>();

  int of(UTF8String subscription) {
    Integer known = numbers.get(subscription);
    if (known != null) {
      return known;
    }
    int next = numbers.size() + 1;
    numbers.put(subscription.copy(), next);
    return next;
  }
}
