package io.lakebill.jobs.demo;

import static io.lakebill.jobs.demo.DemoNight.FIRST;
import static io.lakebill.jobs.demo.DemoNight.OCTOBER_BEGINS;
import static io.lakebill.jobs.demo.DemoNight.OCTOBER_ENDS;
import static io.lakebill.jobs.demo.DemoNight.SEPTEMBER_ENDS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakebill.jobs.demo.Entry.Damage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The gateway's files: JSON Lines, about one a week. */
final class ApiSource implements DemoSource {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant OUTAGE_BEGAN = Instant.parse("2026-09-24T13:00:00Z");
  private static final Instant OUTAGE_ENDED = Instant.parse("2026-09-25T09:00:00Z");

  private final DemoFile week1 =
      DemoFile.until(FIRST, "api-2026-09-01.jsonl", "2026-09-08T00:00:00Z");
  private final DemoFile week2 =
      DemoFile.until(FIRST, "api-2026-09-08.jsonl", "2026-09-15T00:00:00Z");
  private final DemoFile week3 =
      DemoFile.until(FIRST, "api-2026-09-15.jsonl", "2026-09-22T00:00:00Z");
  private final DemoFile week4 =
      DemoFile.until(FIRST, "api-2026-09-22.jsonl", "2026-10-01T00:00:00Z");
  private final DemoFile monthEnd =
      DemoFile.until(SEPTEMBER_ENDS, "api-2026-10-01.jsonl", "2026-10-03T00:00:00Z");
  private final DemoFile week5 =
      DemoFile.until(OCTOBER_BEGINS, "api-2026-10-03.jsonl", "2026-10-12T00:00:00Z");
  private final DemoFile week6 =
      DemoFile.until(OCTOBER_BEGINS, "api-2026-10-12.jsonl", "2026-10-20T00:00:00Z");
  private final DemoFile replay =
      DemoFile.extra(OCTOBER_BEGINS, "api-2026-10-19-outage-replay.jsonl");
  private final DemoFile resent = DemoFile.extra(OCTOBER_ENDS, "api-2026-10-12-sent-again.jsonl");
  private final DemoFile week7 =
      DemoFile.until(OCTOBER_ENDS, "api-2026-10-20.jsonl", "2026-10-27T00:00:00Z");
  private final DemoFile week8 =
      DemoFile.until(OCTOBER_ENDS, "api-2026-10-27.jsonl", "2026-11-03T00:00:00Z");

  ApiSource(DemoAccounts accounts, Dice dice) {
    DemoFile.fill(files(), ApiEvents.of(accounts.customers(), dice));
    Mishaps mishaps = new Mishaps(dice);
    delay(mishaps, accounts);
    repeat(mishaps);
    contradict(mishaps);
    damage(mishaps);
    Mishaps.resend(week6, resent);
  }

  @Override
  public String source() {
    return "api";
  }

  @Override
  public List<DemoFile> files() {
    return List.of(
        week1, week2, week3, week4, monthEnd, week5, week6, replay, resent, week7, week8);
  }

  /** Late in time for the invoice; and of an outage, too late for those whose month is billed. */
  private void delay(Mishaps mishaps, DemoAccounts accounts) {
    Instant lastDays = Instant.parse("2026-09-28T00:00:00Z");
    mishaps.delay(week4, monthEnd, 240, event -> !event.time().isBefore(lastDays));
    mishaps.delay(
        week4,
        replay,
        130,
        event ->
            !event.time().isBefore(OUTAGE_BEGAN)
                && event.time().isBefore(OUTAGE_ENDED)
                && event.name().equals("api_request")
                && (int) event.properties().get("status") < 500
                && accounts.owner(event.subject(), FIRST).orElseThrow().isBilledByMonth());
  }

  private void repeat(Mishaps mishaps) {
    for (DemoFile file : List.of(week1, week2, week3, week4, week5, week6, week7, week8)) {
      mishaps.repeat(file, 35);
    }
    mishaps.repeat(week1, week2, 20);
    mishaps.repeat(week3, week4, 20);
    mishaps.repeat(week4, monthEnd, 45);
    mishaps.repeat(week2, week5, 15);
    mishaps.repeat(week5, week6, 20);
    mishaps.repeat(week5, week7, 25);
  }

  private static DemoEvent withOtherBody(DemoEvent event) {
    return switch (event.name()) {
      case "api_request" -> event.with("latency_ms", 30_000);
      case "completion" -> event.with("output_tokens", 0);
      case "route_request" -> event.with("stops", 99);
      default -> event.with("role", "owner");
    };
  }

  /** Never of the week that is sent again, so its copies stay plain duplicates. */
  private void contradict(Mishaps mishaps) {
    mishaps.contradict(week1, week1, 4, ApiSource::withOtherBody);
    mishaps.contradict(week2, week3, 3, ApiSource::withOtherBody);
    mishaps.contradict(week4, monthEnd, 3, ApiSource::withOtherBody);
    mishaps.contradict(week5, week7, 6, ApiSource::withOtherBody);
  }

  private void damage(Mishaps mishaps) {
    mishaps.damage(week1, Damage.BROKEN, 2);
    mishaps.damage(week2, Damage.NO_ID, 5);
    mishaps.damage(week2, Damage.NO_NAME, 2);
    mishaps.damage(week3, Damage.NO_ACCOUNT, 6);
    mishaps.damage(week3, Damage.BAD_TIME, 3);
    mishaps.damage(monthEnd, Damage.BROKEN, 1);
    mishaps.damage(week5, Damage.NO_ACCOUNT, 4);
    mishaps.damage(week7, Damage.BAD_TIME, 2);
    mishaps.damage(week8, Damage.BROKEN, 1);
    mishaps.damage(week8, Damage.NO_ID, 3);
  }

  @Override
  public void write(DemoFile file, Path path) throws IOException {
    Files.createDirectories(path.getParent());
    try (BufferedWriter lines = Files.newBufferedWriter(path)) {
      for (Entry entry : file.entries()) {
        lines.write(line(entry));
        lines.write('\n');
      }
    }
  }

  private static String line(Entry entry) throws JsonProcessingException {
    DemoEvent event = entry.event();
    Map<String, Object> properties = new LinkedHashMap<>();
    if (!entry.has(Damage.NO_ACCOUNT)) {
      properties.put("api_key", event.subject());
    }
    properties.putAll(event.properties());
    Map<String, Object> fields = new LinkedHashMap<>();
    if (!entry.has(Damage.NO_NAME)) {
      fields.put("event_name", event.name());
    }
    fields.put("properties", properties);
    if (!entry.has(Damage.NO_ID)) {
      fields.put("idempotency_key", event.id());
    }
    fields.put("timestamp", entry.has(Damage.BAD_TIME) ? "just now" : event.time().toString());
    String line = JSON.writeValueAsString(fields);
    return entry.has(Damage.BROKEN) ? line.substring(0, line.length() * 2 / 3) : line;
  }
}
