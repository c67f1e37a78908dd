package io.lakebill.jobs.meter.tally;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to tally of the events of each name.
 *
 * @param masks how many numbers follow the fixed fields of a row, whose bits say which meters of
 *     its name count the event; after them come the texts that it reports
 * @param byName of the names that some meter counts; events of others are only counted
 */
public record TallyPlan(int masks, Map<String, OfName> byName) implements Serializable {

  /** What a meter's aggregation needs to know of the values that its events report. */
  public enum Need {
    /** How many events there are, whatever they report. */
    EVENTS,
    /** Numbers added up. */
    SUM,
    /** The least number. */
    MINIMUM,
    /** The greatest number. */
    MAXIMUM,
    /** The last number by time, id and source. */
    LAST,
    /** The different texts. */
    TEXTS
  }

  /** So many meters have their bits in one number. */
  public static final int BITS = 63;

  /**
   * The events of a name.
   *
   * @param meters that count them, in the order of their bits
   * @param ways in which what is tallied is wanted
   */
  public record OfName(List<Counted> meters, List<Way> ways) implements Serializable {}

  /**
   * What a meter does with an event that it counts.
   *
   * @param text which of the reported texts it reads; of no meaning where it needs events alone
   */
  public record Counted(Set<Need> needs, int text) implements Serializable {}

  /**
   * A meter with what its usage is split by.
   *
   * @param meter how charges name it
   * @param position of the meter among those of its name
   * @param dimensions the names of what it is split by
   * @param values where their values stand among those of the event
   */
  public record Way(
      String meter,
      int position,
      boolean seesHistory,
      List<String> dimensions,
      List<Integer> values)
      implements Serializable {}
}
