package io.lakebill.jobs.demo;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A file of events: the night that it lands, its name, and its rows as they are put together. */
final class DemoFile {

  private final DemoNight night;
  private final String name;
  private final Instant until;
  private final List<Entry> entries = new ArrayList<>();

  private DemoFile(DemoNight night, String name, Instant until) {
    this.night = night;
    this.name = name;
    this.until = until;
  }

  /** A file of the events up to an instant that no earlier file has. */
  static DemoFile until(DemoNight night, String name, String until) {
    return new DemoFile(night, name, Instant.parse(until));
  }

  /** A file that is sent outside the schedule. */
  static DemoFile extra(DemoNight night, String name) {
    return new DemoFile(night, name, Instant.MIN);
  }

  /** Puts each event, in the order of time, into the file of its time. */
  static void fill(List<DemoFile> files, List<DemoEvent> events) {
    events.stream()
        .sorted(Comparator.comparing(DemoEvent::time).thenComparing(DemoEvent::id))
        .forEach(event -> fileOf(event, files).entries.add(new Entry.Sound(event)));
  }

  private static DemoFile fileOf(DemoEvent event, List<DemoFile> files) {
    return files.stream()
        .filter(file -> event.time().isBefore(file.until))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no file for " + event));
  }

  DemoNight night() {
    return night;
  }

  /** The rows, to be changed. */
  List<Entry> entries() {
    return entries;
  }

  Path in(Path directory) {
    return directory.resolve("drops").resolve(night.asOf().toString()).resolve(name);
  }
}
