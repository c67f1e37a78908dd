package io.lakebill.schemas.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.schemas.source.SourceReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventWriterTest {

  private static final Instant TIME = Instant.parse("2026-09-01T10:00:00.25Z");

  @TempDir Path directory;

  @Test
  void aBatchIsOneFileOfJsonLinesWithExactNumbers() throws IOException {
    UsageEvent call =
        UsageEvent.of("call", "acme", TIME, Map.of("tokens", new BigDecimal("1E+3"))).withId("c-1");
    UsageEvent visit =
        new UsageEvent(
            Optional.of("v-1"), "visit", "bolt", Optional.empty(), Map.of("city", "Łódź \"1\""));

    EventWriter.Written written = EventWriter.into(directory).write(List.of(call, visit));

    assertEquals(
        List.of(
            "{\"id\":\"c-1\",\"time\":\"2026-09-01T10:00:00.250Z\",\"name\":\"call\","
                + "\"account\":\"acme\",\"properties\":{\"tokens\":1000}}",
            "{\"id\":\"v-1\",\"name\":\"visit\",\"account\":\"bolt\","
                + "\"properties\":{\"city\":\"Łódź \\\"1\\\"\"}}"),
        Files.readAllLines(written.file()));
    assertEquals(List.of(call, visit), written.events());
    assertEquals(List.of(written.file()), files());
  }

  @Test
  void eventsWithoutAnIdGetDifferentOnes() {
    UsageEvent event = UsageEvent.of("call", "acme", TIME, Map.of());

    List<UsageEvent> events = EventWriter.into(directory).write(List.of(event, event)).events();

    assertEquals(event, new UsageEvent(Optional.empty(), "call", "acme", event.time(), Map.of()));
    assertTrue(events.stream().allMatch(given -> given.id().isPresent()));
    assertNotEquals(events.get(0).id(), events.get(1).id());
  }

  @Test
  void allFaultsOfABatchAreNamedAndNothingIsWritten() throws IOException {
    List<UsageEvent> batch =
        List.of(
            UsageEvent.of(" ", "acme", TIME, Map.of()),
            UsageEvent.of("call", "", Instant.parse("+10000-01-01T00:00:00Z"), Map.of()),
            UsageEvent.of("call", "acme", TIME, Map.of("seconds", 0.1, "at", TIME)).withId("same"),
            UsageEvent.of("call", "acme", TIME, Map.of("", Arrays.asList(1L, null))).withId("same"),
            UsageEvent.of("call", "acme", TIME, Map.of("list", List.of(Map.of("x", 1f))))
                .withId(""));

    InvalidEvents refused =
        assertThrows(InvalidEvents.class, () -> EventWriter.into(directory).write(batch));

    assertEquals(
        List.of(
            "event 1: it has no name",
            "event 2: it has no account",
            "event 2: its time +10000-01-01T00:00:00Z is not in the years 1 to 9999",
            "event 3: property 'at' is a java.time.Instant, which is no JSON value",
            "event 3: property 'seconds' is a binary fraction, which is rarely what was used; give a"
                + " BigDecimal",
            "event 4: a property has no name",
            "event 4: event 3 has the same id 'same'",
            "event 5: its id is blank",
            "event 5: property 'list' is a binary fraction, which is rarely what was used; give a"
                + " BigDecimal"),
        refused.problems().stream().sorted().toList());
    assertEquals(List.of(), files());
  }

  @Test
  void versionsAndWithdrawalsAreLinesOfTheSameFile() throws IOException {
    UsageEvent amended = UsageEvent.of("call", "acme", TIME, Map.of()).withId("c-1").withVersion(2);

    EventWriter.Written written =
        EventWriter.into(directory)
            .write(List.of(amended), List.of(Withdrawal.of("c-2"), Withdrawal.upTo("c-1", 1)));

    assertEquals(
        List.of(
            "{\"id\":\"c-1\",\"version\":2,\"time\":\"2026-09-01T10:00:00.250Z\",\"name\":\"call\","
                + "\"account\":\"acme\",\"properties\":{}}",
            "{\"id\":\"c-2\",\"action\":\"deprecate\"}",
            "{\"id\":\"c-1\",\"version\":1,\"action\":\"deprecate\"}"),
        Files.readAllLines(written.file()));
  }

  @Test
  void whatWithdrawalsAndVersionsCannotMeanIsNamed() throws IOException {
    UsageEvent event = UsageEvent.of("call", "acme", TIME, Map.of());
    List<UsageEvent> batch =
        List.of(
            event.withId("a").withVersion(1),
            event.withId("a").withVersion(2),
            event.withId("a").withVersion(2),
            event.withVersion(1),
            event.withId("b").withVersion(-1),
            event.withId("c").withVersion(1_000_000_000_000_000_000L));
    List<Withdrawal> withdrawals =
        List.of(
            Withdrawal.upTo("a", 0),
            Withdrawal.upTo("a", 1),
            Withdrawal.of(" "),
            Withdrawal.upTo("d", -1));

    InvalidEvents refused =
        assertThrows(
            InvalidEvents.class, () -> EventWriter.into(directory).write(batch, withdrawals));

    assertEquals(
        List.of(
            "event 3: event 2 has the same id 'a'",
            "event 4: it has a version, but no id that tells what it is a version of",
            "event 5: its version -1 is not a whole number of at most 18 digits",
            "event 6: its version 1000000000000000000 is not a whole number of at most 18 digits",
            "withdrawal 2: it takes back event 'a' of its own batch; leave that out",
            "withdrawal 2: withdrawal 1 has the same id 'a'",
            "withdrawal 3: it names no event",
            "withdrawal 4: its version -1 is not a whole number of at most 18 digits"),
        refused.problems().stream().sorted().toList());
    assertEquals(List.of(), files());
  }

  @Test
  void anEmptyBatchIsRefused() {
    assertThrows(
        InvalidEvents.class, () -> EventWriter.into(directory.resolve("new")).write(List.of()));
  }

  @Test
  void itsSourceDocumentNamesTheDirectoryFromAnywhere() throws IOException {
    Path document = directory.resolve("source.yaml");
    Files.writeString(document, EventWriter.sourceDocument("app", Path.of("drop")));

    assertEquals(
        Optional.of(Path.of("drop").toAbsolutePath() + "/*.jsonl"),
        SourceReader.read(document).defaultFiles());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
