package io.lakebill.jobs.meter.tally;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What to tally.
 *
 * @param grain what events are grouped by besides who pays
 * @param lastLanding events that landed later are left out
 * @param byName of the names that some meter counts; events of others are only counted
 */
public record TallyPlan(Grain grain, long lastLanding, Map<String, OfName> byName)
    implements Serializable {

  /** How long the time is whose events are added up. */
  public enum Grain {
    /** A billing period; what was billed and what came late are apart. */
    PERIOD,
    /** A day by the clock of the account, billed or not. */
    DAY
  }

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
   * @param meters that may count them
   * @param ways in which what is tallied is wanted
   */
  public record OfName(List<Counted> meters, List<Way> ways) implements Serializable {

    /** Of names that no meter counts. */
    static final OfName NONE = new OfName(List.of(), List.of());
  }

  /**
   * What a meter does with an event that it counts.
   *
   * @param number by which stretches say that they count it
   * @param text which of the texts it reads; of no meaning where it needs events alone
   */
  public record Counted(int number, Need need, int text) implements Serializable {}

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
