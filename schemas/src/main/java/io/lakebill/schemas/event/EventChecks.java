package io.lakebill.schemas.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What landing would refuse, found while the producer can still do something about it. */
final class EventChecks {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

  private static final long HIGHEST_VERSION = 999_999_999_999_999_999L;

  private final List<String> problems = new ArrayList<>();

  private EventChecks() {}

  /** A sentence for each fault in a batch. */
  static List<String> problems(List<UsageEvent> events, List<Withdrawal> withdrawals) {
    EventChecks checks = new EventChecks();
    if (events.isEmpty() && withdrawals.isEmpty()) {
      checks.problems.add("the batch is empty");
    }
    checks.events(events);
    checks.withdrawals(withdrawals, events);
    return checks.problems;
  }

  private void events(List<UsageEvent> events) {
    Map<Version, Integer> positions = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      UsageEvent event = events.get(i);
      int position = i + 1;
      check(event, "event " + position + ": ");
      event
          .id()
          .map(id -> positions.putIfAbsent(new Version(id, event.version().orElse(0L)), position))
          .ifPresent(
              first ->
                  problems.add(
                      "event %d: event %d has the same id '%s'"
                          .formatted(position, first, event.id().orElseThrow())));
    }
  }

  private void withdrawals(List<Withdrawal> withdrawals, List<UsageEvent> events) {
    Map<String, Long> lowestVersions = new HashMap<>();
    for (UsageEvent event : events) {
      event.id().ifPresent(id -> lowestVersions.merge(id, event.version().orElse(0L), Math::min));
    }
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < withdrawals.size(); i++) {
      Withdrawal withdrawal = withdrawals.get(i);
      int position = i + 1;
      String at = "withdrawal " + position + ": ";
      requireText(withdrawal.id(), at + "it names no event");
      version(withdrawal.upTo(), at);
      Integer first = positions.putIfAbsent(withdrawal.id(), position);
      if (first != null) {
        problems.add(at + "withdrawal %d has the same id '%s'".formatted(first, withdrawal.id()));
      }
      Long lowest = lowestVersions.get(withdrawal.id());
      if (lowest != null && withdrawal.covers(lowest)) {
        problems.add(
            at
                + "it takes back event '%s' of its own batch; leave that out"
                    .formatted(withdrawal.id()));
      }
    }
  }

  /** What may be in a batch once. */
  private record Version(String id, long number) {}

  private void version(Optional<Long> version, String at) {
    version
        .filter(number -> number < 0 || number > HIGHEST_VERSION)
        .ifPresent(
            number ->
                problems.add(
                    at + "its version " + number + " is not a whole number of at most 18 digits"));
  }

  private void check(UsageEvent event, String at) {
    event.id().filter(String::isBlank).ifPresent(id -> problems.add(at + "its id is blank"));
    requireText(event.name(), at + "it has no name");
    requireText(event.account(), at + "it has no account");
    event
        .time()
        .filter(time -> time.isBefore(FIRST) || !time.isBefore(AFTER_LAST))
        .ifPresent(
            time -> problems.add(at + "its time " + time + " is not in the years 1 to 9999"));
    version(event.version(), at);
    if (event.version().isPresent() && event.id().isEmpty()) {
      problems.add(at + "it has a version, but no id that tells what it is a version of");
    }
    event.properties().forEach((name, value) -> property(name, value, at));
  }

  private void requireText(String text, String problem) {
    if (text == null || text.isBlank()) {
      problems.add(problem);
    }
  }

  private void property(String name, Object value, String at) {
    if (name == null || name.isBlank()) {
      problems.add(at + "a property has no name");
    } else {
      value(value, at + "property '" + name + "'");
    }
  }

  private void value(Object value, String at) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((name, inner) -> value(inner, at));
    } else if (value instanceof List<?> list) {
      list.forEach(inner -> value(inner, at));
    } else if (value instanceof Double || value instanceof Float) {
      problems.add(at + " is a binary fraction, which is rarely what was used; give a BigDecimal");
    } else if (!isPlain(value)) {
      problems.add(at + " is a " + value.getClass().getName() + ", which is no JSON value");
    }
  }

  private static boolean isPlain(Object value) {
    return value == null
        || value instanceof String
        || value instanceof Boolean
        || value instanceof BigDecimal
        || value instanceof BigInteger
        || value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }
}
