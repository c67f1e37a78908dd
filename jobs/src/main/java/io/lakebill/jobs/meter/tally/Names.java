package io.lakebill.jobs.meter.tally;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** The names of events, numbered as they come. */
final class Names {

  /** So many are compared one by one, which is quicker than to hash each event's. */
  private static final int MOST_COMPARED = 8;

  private final TallyPlan plan;
  private final List<Name> names = new ArrayList<>();
  private final Map<UTF8String, Name> byText = new HashMap<>();

  Names(TallyPlan plan) {
    this.plan = plan;
  }

  /**
   * A name, and what to tally of its events.
   *
   * @param number how many were known before it
   */
  record Name(int number, UTF8String text, TallyPlan.OfName wanted) {}

  Name of(UTF8String text) {
    for (int i = 0; i < names.size() && i < MOST_COMPARED; i++) {
      if (names.get(i).text().equals(text)) {
        return names.get(i);
      }
    }
    Name known = names.size() < MOST_COMPARED ? null : byText.get(text);
    return known == null ? add(text.copy()) : known;
  }

  private Name add(UTF8String text) {
    Name name =
        new Name(
            names.size(), text, plan.byName().getOrDefault(text.toString(), TallyPlan.OfName.NONE));
    names.add(name);
    byText.put(text, name);
    return name;
  }
}
