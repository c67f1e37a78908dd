package io.lakebill.jobs.demo;

import static io.lakebill.jobs.demo.DemoNight.FIRST;
import static io.lakebill.jobs.demo.DemoNight.OCTOBER_BEGINS;
import static io.lakebill.jobs.demo.DemoNight.OCTOBER_ENDS;
import static io.lakebill.jobs.demo.DemoNight.SEPTEMBER_ENDS;

import io.lakebill.jobs.demo.Entry.Damage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The scheduler's exports: CSV. */
final class JobSource implements DemoSource {

  private static final List<String> PROPERTIES =
      List.of("kind", "label", "status", "cpu_seconds", "workers");
  private static final List<String> HEADER =
      List.of(
          "job_id",
          "finished_at",
          "workspace",
          "kind",
          "label",
          "status",
          "cpu_seconds",
          "workers");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int CELLS_LEFT = 3;

  private final DemoFile september1 =
      DemoFile.until(FIRST, "jobs-2026-09-01.csv", "2026-09-16T00:00:00Z");
  private final DemoFile september2 =
      DemoFile.until(FIRST, "jobs-2026-09-16.csv", "2026-10-01T00:00:00Z");
  private final DemoFile monthEnd =
      DemoFile.until(SEPTEMBER_ENDS, "jobs-2026-10-01.csv", "2026-10-03T00:00:00Z");
  private final DemoFile october1 =
      DemoFile.until(OCTOBER_BEGINS, "jobs-2026-10-03.csv", "2026-10-20T00:00:00Z");
  private final DemoFile october2 =
      DemoFile.until(OCTOBER_ENDS, "jobs-2026-10-20.csv", "2026-11-03T00:00:00Z");

  JobSource(DemoAccounts accounts, Dice dice) {
    DemoFile.fill(files(), ComputeJobs.of(accounts, dice));
    Mishaps mishaps = new Mishaps(dice);
    Instant lastDays = Instant.parse("2026-09-29T00:00:00Z");
    mishaps.delay(september2, monthEnd, 18, event -> !event.time().isBefore(lastDays));
    for (DemoFile file : List.of(september1, september2, october1, october2)) {
      mishaps.repeat(file, 6);
    }
    mishaps.repeat(september1, september2, 5);
    mishaps.repeat(september2, monthEnd, 4);
    mishaps.repeat(october1, october2, 5);
    mishaps.contradict(september1, september1, 2, event -> event.with("workers", 0));
    mishaps.contradict(october1, october2, 2, event -> event.with("status", "unknown"));
    mishaps.damage(september1, Damage.BROKEN, 3);
    mishaps.damage(september2, Damage.NO_ID, 2);
    mishaps.damage(october1, Damage.BAD_TIME, 2);
    mishaps.damage(october1, Damage.NO_ACCOUNT, 1);
    mishaps.damage(october2, Damage.BROKEN, 1);
  }

  @Override
  public String source() {
    return "jobs";
  }

  @Override
  public List<DemoFile> files() {
    return List.of(september1, september2, monthEnd, october1, october2);
  }

  @Override
  public void write(DemoFile file, Path path) throws IOException {
    CsvFile.write(path, HEADER, file.entries().stream().map(JobSource::cells).toList());
  }

  private static List<String> cells(Entry entry) {
    DemoEvent event = entry.event();
    List<String> cells = new ArrayList<>();
    cells.add(entry.has(Damage.NO_ID) ? "" : event.id());
    cells.add(entry.has(Damage.BAD_TIME) ? "soon" : TIME.format(event.time()));
    cells.add(entry.has(Damage.NO_ACCOUNT) ? "" : event.subject());
    PROPERTIES.forEach(name -> cells.add(event.properties().get(name).toString()));
    return entry.has(Damage.BROKEN) ? cells.subList(0, CELLS_LEFT) : cells;
  }
}
