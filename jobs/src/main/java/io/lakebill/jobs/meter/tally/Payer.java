package io.lakebill.jobs.meter.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The groups of one subscription, or of nobody. Files are sorted by who uses, so its events come
 * one after the other and find their groups close together.
 */
final class Payer {

  /** So many are looked through one by one, which is quicker than to keep them by hash. */
  private static final int FEW = 12;

  private final UTF8String account;
  private final UTF8String subscription;
  private final List<Group> groups = new ArrayList<>(4);
  private Map<Key, Group> byKey = Map.of();

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

  boolean isNobody() {
    return subscription == null;
  }

  /** The group of a key; null when there is none yet. */
  Group group(Key key) {
    if (groups.size() > FEW) {
      return byKey.get(key);
    }
    for (int i = 0; i < groups.size(); i++) {
      if (groups.get(i).key().equals(key)) {
        return groups.get(i);
      }
    }
    return null;
  }

  void add(Group group) {
    groups.add(group);
    if (groups.size() == FEW + 1) {
      byKey = new HashMap<>();
      groups.forEach(any -> byKey.put(any.key(), any));
    } else if (groups.size() > FEW) {
      byKey.put(group.key(), group);
    }
  }

  List<Group> groups() {
    return groups;
  }
}
