package io.lakebill.jobs.meter.tally;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The groups of one subscription, or of nobody. Files are sorted by who uses, so its events come
 * one after the other and find their groups close together.
 */
final class Payer {

  private final UTF8String account;
  private final UTF8String subscription;
  private final Map<Key, Group> groups = new HashMap<>();
  private UTF8String plan;

  /** The payer of an event. */
  Payer(InternalRow event) {
    account = copied(event.getUTF8String(Field.ACCOUNT.position()));
    subscription = copied(event.getUTF8String(Field.SUBSCRIPTION.position()));
  }

  UTF8String account() {
    return account;
  }

  UTF8String subscription() {
    return subscription;
  }

  boolean isNobody() {
    return subscription == null;
  }

  boolean pays(UTF8String other) {
    return Objects.equals(subscription, other);
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

  /** The plan of an event, kept once for all groups that have it. */
  UTF8String plan(InternalRow event) {
    UTF8String other = event.getUTF8String(Field.PLAN.position());
    if (!Objects.equals(plan, other)) {
      plan = copied(other);
    }
    return plan;
  }

  private static UTF8String copied(UTF8String text) {
    return text == null ? null : text.copy();
  }
}
