package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;

/**
 * Profiles of different event names share columns, because an event has one name: the first
 * profiles of all names stand in the first slot, the second ones in the second. However many names
 * there are, events are as wide as the name with the most profiles.
 *
 * @param byEventName the profiles that count the events of each name
 */
record Slots(Map<String, List<MeteredProfile>> byEventName) {

  /** How many there are. */
  int number() {
    return byEventName.values().stream().mapToInt(List::size).max().orElse(0);
  }

  /** The numbers of the slots. */
  IntStream all() {
    return IntStream.range(0, number());
  }

  /** The slot of a profile. */
  int of(MeteredProfile profile) {
    return byEventName.get(profile.meter().eventName()).indexOf(profile);
  }

  /** What an event's own profile in a slot makes of it; null where its name has none there. */
  Column column(int slot, Function<MeteredProfile, Column> what) {
    Column choice = when(lit(false), lit(null));
    for (var entry : byEventName.entrySet()) {
      List<MeteredProfile> profiles = entry.getValue();
      Column value = slot < profiles.size() ? what.apply(profiles.get(slot)) : null;
      if (value != null) {
        Column hasName = col("event_name").equalTo(entry.getKey());
        choice = choice.when(hasName, value);
      }
    }
    return choice;
  }
}
