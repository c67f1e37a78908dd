package io.lakebill.jobs.meter.tally;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** Numbers for payers, from 1 on: a subscription has one for each account that paid for it. */
final class Numbers {

  private static final UTF8String BETWEEN = UTF8String.fromString("\n");

  private final Map<UTF8String, Integer> numbers = new HashMap<>();

  int of(UTF8String account, UTF8String subscription) {
    UTF8String payer = UTF8String.concatWs(BETWEEN, account, subscription);
    Integer known = numbers.get(payer);
    if (known != null) {
      return known;
    }
    int next = numbers.size() + 1;
    numbers.put(payer, next);
    return next;
  }
}
