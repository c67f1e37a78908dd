package io.lakebill.jobs.demo;

import java.time.Instant;
import java.time.LocalDate;

/** The nights of the story, in order. */
enum DemoNight {
  FIRST(
      "2026-10-01",
      "September has landed",
      "Every account has a draft of September. The invoices wait two days for late events; only the"
          + " fees that were due in advance on the first day of a contract are billed at once."),
  SEPTEMBER_ENDS(
      "2026-10-03",
      "Month end: September is invoiced",
      "Events that come a few days late still change the drafts. Then the two days are over:"
          + " September becomes final, and October's fees in advance go onto the same invoices."),
  OCTOBER_BEGINS(
      "2026-10-20",
      "Half of October, and September too late",
      "The gateway replays what an outage held back: events of September, which the next invoices"
          + " correct. A workspace nobody knew gets its account. The contract that began on 10"
          + " September has its first full period, and the customer who left its last invoice."),
  OCTOBER_ENDS(
      "2026-11-03",
      "Month end: October is invoiced",
      "The rest of October lands, and one week a second time, which changes nothing. One workspace"
          + " still belongs to nobody.");

  private final LocalDate asOf;
  private final String title;
  private final String story;

  DemoNight(String asOf, String title, String story) {
    this.asOf = LocalDate.parse(asOf);
    this.title = title;
    this.story = story;
  }

  LocalDate asOf() {
    return asOf;
  }

  String title() {
    return title;
  }

  String story() {
    return story;
  }

  /** Half past two in the night, UTC. */
  Instant clock() {
    return Instant.parse(asOf + "T02:30:00Z");
  }

  boolean isAfter(DemoNight other) {
    return compareTo(other) > 0;
  }
}
