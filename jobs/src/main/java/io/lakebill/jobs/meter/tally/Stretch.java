package io.lakebill.jobs.meter.tally;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.Set;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A stretch of time in which the events of a subject count for a subscription, in one of its
 * billing periods. Times are microseconds since 1970, UTC; days are counted since then.
 */
final class Stretch {

  private static final long MICROS_OF_SECOND = 1_000_000;

  private static final long SECONDS_OF_DAY = 86_400;

  /** Of events that nobody pays for. */
  static final Stretch NOBODYS = new Stretch(0, null, null, null, ZoneOffset.UTC, 0);

  private final int payer;
  private final UTF8String account;
  private final UTF8String subscription;
  private final UTF8String plan;
  private final UTF8String zone;
  private final ZoneRules clock;
  private final boolean isUtc;
  private final int period;
  private long from = Long.MIN_VALUE;
  private long until = Long.MAX_VALUE;
  private long after = Long.MIN_VALUE;
  private long upTo = Long.MAX_VALUE;
  private long billedUpTo = -1;
  private boolean isLate;
  private boolean isShared;
  private BitSet meters = new BitSet();
  private BitSet telling = meters;
  private Set<UTF8String> pricedThen;

  /**
   * All of time, in a period that is open, without meters.
   *
   * @param payer the number of account and subscription among all; 0 for nobody
   */
  Stretch(
      int payer,
      UTF8String account,
      UTF8String subscription,
      UTF8String plan,
      ZoneId zone,
      int period) {
    this.payer = payer;
    this.account = account;
    this.subscription = subscription;
    this.plan = plan;
    this.zone = UTF8String.fromString(zone.getId());
    this.clock = zone.getRules();
    this.isUtc = clock.equals(ZoneOffset.UTC.getRules());
    this.period = period;
  }

  /** The meters, by number, that count events in it. */
  Stretch counting(BitSet numbers) {
    meters = numbers;
    telling = numbers;
    return this;
  }

  /**
   * Billed by other meters than those that count events now.
   *
   * @param numbers the meters that say whether an event was billed
   * @param names of the events that had a price
   */
  Stretch told(BitSet numbers, Set<UTF8String> names) {
    telling = numbers;
    pricedThen = names;
    return this;
  }

  /** Only from an instant on, until another. */
  Stretch between(long first, long end) {
    from = first;
    until = end;
    return this;
  }

  /** Only events that landed after one landing, and up to another. */
  Stretch landed(long earlier, long last) {
    after = earlier;
    upTo = last;
    return this;
  }

  /** Several subscriptions of the account may pay. */
  Stretch shared(boolean isSo) {
    isShared = isSo;
    return this;
  }

  /**
   * Of a period that is billed.
   *
   * @param landing events up to this one were billed; -1 for none, because the name was not known
   */
  Stretch billed(long landing) {
    billedUpTo = landing;
    isLate = true;
    return this;
  }

  boolean covers(long time, long landing) {
    return from <= time && time < until && after < landing && landing <= upTo;
  }

  /** Whether an event that landed so early was billed. */
  boolean isBilled(long landing) {
    return landing <= billedUpTo;
  }

  /** Whether an event that landed so late is of a period that was billed without it. */
  boolean isLate(long landing) {
    return isLate && landing > billedUpTo;
  }

  /** The day by the clock of the account. */
  int day(long time) {
    long seconds = Math.floorDiv(time, MICROS_OF_SECOND);
    if (!isUtc) {
      seconds += clock.getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
    }
    return (int) Math.floorDiv(seconds, SECONDS_OF_DAY);
  }

  boolean counts(int meter) {
    return meters.get(meter);
  }

  /** Whether an event is in the state of those that count if this meter counts it. */
  boolean isTold(int meter) {
    return telling.get(meter);
  }

  /** Whether what it says of events of a name was said when they were billed. */
  boolean isOfThen() {
    return pricedThen != null;
  }

  /** Whether events of a name had a price when they were billed. */
  boolean wasPriced(UTF8String name) {
    return pricedThen.contains(name);
  }

  boolean isShared() {
    return isShared;
  }

  int payer() {
    return payer;
  }

  UTF8String account() {
    return account;
  }

  UTF8String subscription() {
    return subscription;
  }

  UTF8String plan() {
    return plan;
  }

  /** The time zone's id. */
  UTF8String zone() {
    return zone;
  }

  int period() {
    return period;
  }
}
