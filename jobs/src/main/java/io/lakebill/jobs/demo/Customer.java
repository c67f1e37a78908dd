package io.lakebill.jobs.demo;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * An account with its one subscription, and how busy it is.
 *
 * @param slug what its ids are made of
 * @param start first day of the subscription, in the account's time zone
 * @param end the day after the last
 * @param workspace where its batch jobs run; empty for none
 * @param callsPerDay API events on a working day
 */
record Customer(
    String slug,
    String name,
    ZoneId zone,
    String seller,
    String plan,
    LocalDate start,
    LocalDate end,
    String workspace,
    int callsPerDay,
    Rhythm rhythm) {

  /** The day after the last day of the demo. */
  static final LocalDate END = LocalDate.parse("2026-11-01");

  String accountId() {
    return "acct_" + slug;
  }

  String subscriptionId() {
    return "sub_" + slug;
  }

  String email() {
    return "billing@" + slug + ".example";
  }

  /** The days on which it uses anything. */
  List<LocalDate> days() {
    return Stream.iterate(start, day -> day.isBefore(end), day -> day.plusDays(1)).toList();
  }

  /** Whether it left before the demo ends. */
  boolean leaves() {
    return end.isBefore(END);
  }

  /** Whether its periods are the months of the calendar. */
  boolean isBilledByMonth() {
    return !plan.equals("scale");
  }

  /** Whether its plan has more than API calls and storage. */
  boolean isProfessional() {
    return !plan.equals("starter");
  }

  /**
   * The keys its API calls carry: one, and on larger plans a second one for tests. They are made of
   * the slug alone, so they stay the same when another customer joins.
   */
  List<String> apiKeys() {
    Dice dice = Dice.seeded(slug.hashCode());
    String live = "wk_live_" + dice.hex(10);
    return isProfessional() ? List.of(live, "wk_test_" + dice.hex(10)) : List.of(live);
  }
}
