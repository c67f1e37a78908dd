package io.lakebill.tests.history;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * What the accounts of {@code scenarios/eighteen-months} use: the same things each month, some of
 * them a little more of, so that what a month comes to can be added up by hand.
 */
final class UsedInEighteenMonths {

  private static final YearMonth FIRST = YearMonth.of(2025, 1);

  private static final int MONTHS = 18;

  private record Event(Instant known, String line) {}

  private final List<Event> events = new ArrayList<>();

  UsedInEighteenMonths() {
    for (int month = 0; month < MONTHS; month++) {
      company(FIRST.plusMonths(month), month);
      others(FIRST.plusMonths(month), month);
    }
  }

  /** The events that are known by the start of a day, UTC, and were not by that of another. */
  List<String> between(LocalDate from, LocalDate until) {
    return events.stream()
        .filter(event -> !event.known().isBefore(Instant.parse(from + "T00:00:00Z")))
        .filter(event -> event.known().isBefore(Instant.parse(until + "T00:00:00Z")))
        .map(Event::line)
        .toList();
  }

  private void company(YearMonth of, int month) {
    String key = "key-17";
    add(of, 11, "traffic", key, "gb", 40 + 5 * month);
    add(of, 14, "traffic", key, "gb", 60);
    add(of, 28, "traffic", key, "gb", 30);
    // By the clock of Berlin it is the next month.
    add(of.atEndOfMonth() + "T23:30:00Z", "traffic", key, "\"gb\": \"7\"");
    late(of.atEndOfMonth(), "traffic", key, "\"gb\": \"3\"");
    add(of, 12, "storage", key, "gb", 30 + 2 * month);
    add(of, 20, "storage", key, "gb", 60 + month);
    for (int call = 0; call < 12; call++) {
      call(of, call < 11 ? key : "ada", "eu", call < 2 ? "500" : "200");
    }
    for (int call = 0; call < 8; call++) {
      call(of, key, "us", "200");
    }
    call(of, key, "ap", "200");
    add(of + "-27T12:00:00Z", "call", key, "\"status\": \"200\"");
    for (int job = 0; job < 4 + month % 3; job++) {
      add(
          of + "-" + (13 + job) + "T12:00:00Z",
          "job",
          key,
          "\"project\": \"p%d\", \"minutes\": \"%d\"".formatted(job % 3, 5 + 10 * job));
    }
    add(of + "-15T12:00:00Z", "completion", key, "\"model\": \"a\", \"tokens\": \"1234\"");
    add(of + "-16T12:00:00Z", "completion", key, "\"model\": \"b\", \"tokens\": \"2500\"");
    add(of, 18, "payment", key, "amount", 20);
    add(of, 19, "payment", key, "amount", 150);
    add(of + "-20T12:00:00Z", "payment", key, "\"amount\": \"600.50\"");
    add(of, 21, "stock", key, "change", 10);
    add(of, 22, "stock", key, "change", -4);
    add(of, 23, "compute", key, "units", 25 + month);
    for (int call = 0; call < 5; call++) {
      add(of + "-24T12:00:00Z", "voice", key, "\"kind\": \"local\"");
    }
    add(of + "-25T12:00:00Z", "voice", key, "\"kind\": \"abroad\", \"minutes\": \"12.34\"");
  }

  private void others(YearMonth of, int month) {
    for (int day : List.of(3, 17, 18)) {
      add(of + "-%02dT12:00:00Z".formatted(day), "report", "reporting", "");
    }
    add(of, 16, "probe", "lab", "value", 4);
    add(of, 26, "probe", "lab", "value", 6 + month);
    add(of, 3, "order", "till-1", "amount", 1000);
    add(of, 17, "order", "till-1", "amount", 2000 + 10 * month);
  }

  private void call(YearMonth of, String who, String region, String status) {
    add(
        of + "-26T12:00:00Z",
        "call",
        who,
        "\"region\": \"%s\", \"status\": \"%s\"".formatted(region, status));
  }

  private void add(YearMonth of, int day, String what, String who, String name, int value) {
    add(of + "-%02dT12:00:00Z".formatted(day), what, who, "\"%s\": \"%d\"".formatted(name, value));
  }

  private void add(String time, String what, String who, String properties) {
    add(Instant.parse(time), time, what, who, properties);
  }

  /** Comes to be known two days later, when its period is over, but waits for such events. */
  private void late(LocalDate day, String what, String who, String properties) {
    add(Instant.parse(day.plusDays(2) + "T12:00:00Z"), day + "T12:00:00Z", what, who, properties);
  }

  private void add(Instant known, String time, String what, String who, String properties) {
    events.add(
        new Event(
            known,
            "{\"id\": \"%d\", \"at\": \"%s\", \"what\": \"%s\", \"who\": \"%s\", \"p\": {%s}}"
                .formatted(events.size(), time, what, who, properties)));
  }
}
