package io.lakebill.jobs.meter.tally;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to tally of the events of each name.
 *
 * @param slots how many pairs of a flag and a text follow the fixed fields of a row
 * @param byName of the names that some meter counts; events of others are only counted
 */
public record TallyPlan(int slots, Map<String, OfName> byName) implements Serializable {

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

  /**
   * The events of a name.
   *
   * @param needs of each slot that the name uses
   * @param ways in which what is tallied is wanted
   */
  public record OfName(List<Set<Need>> needs, List<Way> ways) implements Serializable {}

  /**
   * A meter with what its usage is split by.
   *
   * @param meter how charges name it
   * @param dimensions the names of what it is split by
   * @param positions where their values stand among those of the event
   */
  public record Way(
      String meter, int slot, boolean seesHistory, List<String> dimensions, List<Integer> positions)
      implements Serializable {}
}
