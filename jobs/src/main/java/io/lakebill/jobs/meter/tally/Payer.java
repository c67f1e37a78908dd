package io.lakebill.jobs.meter.tally;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The groups of one subscription, or of nobody. Files are sorted by who uses, so its events come
 * one after the other and find their groups close together.
 */
final class Payer {

  private final UTF8String account;
  private final UTF8String subscription;
  private final Map<Key, Group> groups = new HashMap<>();

  /** Who pays in a stretch of time. */
  Payer(Stretch stretch) {
    account = stretch.account();
    subscription = stretch.subscription();
  }

  UTF8String account() {
    return account;
  }

  UTF8String subscription() {
    return subscription;
  }

  /** Whether it is who pays in a stretch of time. */
  boolean isOf(Stretch stretch) {
    return subscription == null
        ? stretch.isNobodys()
        : subscription.equals(stretch.subscription());
  }

  boolean isNobody() {
    return subscription == null;
  }

  Group group(Key key) {
    return groups.get(key);
  }

  void add(Key key, Group group) {
    groups.put(key, group);
  }

  Stream<Group> groups() {
    return groups.values().stream();
  }
}
