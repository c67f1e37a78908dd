package io.lakebill.jobs.demo;

import io.lakebill.jobs.demo.Entry.Damaged;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What landing must make of the files, worked out from the rows themselves, one night at a time.
 */
final class Reckoning {

  private static final LocalDate OCTOBER = LocalDate.parse("2026-10-01");

  private final DemoAccounts accounts;
  private final Map<String, DemoEvent> accepted = new HashMap<>();
  private final List<String> subjects = new ArrayList<>();

  private Reckoning(DemoAccounts accounts) {
    this.accounts = accounts;
  }

  static Map<DemoNight, Expected> of(List<DemoSource> sources, DemoAccounts accounts) {
    Reckoning reckoning = new Reckoning(accounts);
    Map<DemoNight, Expected> nights = new EnumMap<>(DemoNight.class);
    for (DemoNight night : DemoNight.values()) {
      nights.put(night, reckoning.land(night, sources));
    }
    return nights;
  }

  private Expected land(DemoNight night, List<DemoSource> sources) {
    Expected landed = Expected.NOTHING;
    for (DemoSource source : sources) {
      List<Entry> rows =
          source.files().stream()
              .filter(file -> file.night() == night)
              .flatMap(file -> file.entries().stream())
              .toList();
      landed = landed.then(land(night, source.source(), rows));
    }
    long unmatched =
        subjects.stream().filter(subject -> accounts.owner(subject, night).isEmpty()).count();
    return landed.withUnmatched(unmatched);
  }

  private Expected land(DemoNight night, String source, List<Entry> rows) {
    long events = 0;
    long duplicates = 0;
    long conflicts = 0;
    long withinGrace = 0;
    long tooLate = 0;
    SortedMap<String, Long> rejected = new TreeMap<>();
    for (Entry row : rows) {
      if (row instanceof Damaged damaged) {
        rejected.merge(damaged.damage().reason(), 1L, Long::sum);
        continue;
      }
      DemoEvent event = row.event();
      DemoEvent first = accepted.putIfAbsent(source + "/" + event.id(), event);
      if (first == null) {
        events++;
        subjects.add(event.subject());
        if (night.isAfter(DemoNight.FIRST) && isOfSeptember(event, night)) {
          withinGrace += night == DemoNight.SEPTEMBER_ENDS ? 1 : 0;
          tooLate += night == DemoNight.SEPTEMBER_ENDS ? 0 : 1;
        }
      } else if (first.equals(event)) {
        duplicates++;
      } else {
        conflicts++;
      }
    }
    return new Expected(
        rows.size(), events, duplicates, conflicts, rejected, withinGrace, tooLate, 0);
  }

  /** Of the period that ends with September where the account is. */
  private boolean isOfSeptember(DemoEvent event, DemoNight night) {
    return accounts
        .owner(event.subject(), night)
        .filter(Customer::isBilledByMonth)
        .map(customer -> event.time().atZone(customer.zone()).toLocalDate())
        .filter(day -> day.isBefore(OCTOBER))
        .isPresent();
  }
}
