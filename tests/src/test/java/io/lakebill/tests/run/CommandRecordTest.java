package io.lakebill.tests.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakebill.jobs.cli.CommandRecord;
import io.lakebill.jobs.cli.Console;
import io.lakebill.jobs.cli.Lakebill;
import io.lakebill.tests.fixture.Scratch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What a command leaves behind for whoever started it elsewhere. */
class CommandRecordTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-10-03T02:30:00Z"), ZoneOffset.UTC);

  private static final String QUOTE =
      "{\"currency\": \"USD\", \"model\": \"unit\", \"unit_amount\": \"2\"}";

  @Test
  void aCommandThatSucceedsLeavesItsResult() throws IOException {
    Path price = Files.writeString(Scratch.directory("price.json"), QUOTE);

    JsonNode record = record("quote", "--price", price.toString(), "--quantity", "3", "--json");

    assertEquals("succeeded", record.path("state").asText());
    assertEquals(0, record.path("exit_code").asInt());
    assertEquals("", record.path("reason").asText());
    assertEquals("6.00", record.path("result").path("amount").asText());
    assertEquals("2026-10-03T02:30:00Z", record.path("ended_at").asText());
    assertEquals("quote", record.path("command").get(0).asText());
  }

  @Test
  void aCommandThatFailsLeavesItsReason() throws IOException {
    JsonNode record = record("runs", "list", "--lake", "s3a://bucket/lake");

    assertEquals("failed", record.path("state").asText());
    assertEquals(78, record.path("exit_code").asInt());
    assertTrue(record.path("reason").asText().contains("s3a://bucket/lake"), record::toString);
    assertTrue(record.path("result").isNull());
  }

  @Test
  void aCommandThatIsMisusedLeavesItsReason() throws IOException {
    JsonNode record = record("nightly", "--as-of", "yesterday", "--lake", "lake");

    assertEquals(2, record.path("exit_code").asInt());
    assertTrue(record.path("reason").asText().contains("yesterday"), record::toString);
  }

  @Test
  void aCommandAtWorkSaysThatItLivesAndOneThatEndedIsSilent() throws Exception {
    Path file = Scratch.directory("record.json");
    Files.createDirectories(file.getParent());
    CommandRecord working =
        CommandRecord.begin(file, Clock.systemUTC(), Duration.ofMillis(20), "nightly");
    try {
      String first = JSON.readTree(file.toFile()).path("alive_at").asText();
      Thread.sleep(500);
      JsonNode later = JSON.readTree(file.toFile());
      assertEquals("started", later.path("state").asText());
      assertEquals(-1, later.path("exit_code").asInt());
      assertTrue(first.compareTo(later.path("alive_at").asText()) < 0, later::toString);
    } finally {
      working.close();
    }
    Thread.sleep(100);
    String left = Files.readString(file);
    Thread.sleep(200);
    assertEquals(left, Files.readString(file));
  }

  @Test
  void aRecordThatCannotBeWrittenStopsTheCommandBeforeItBegins() throws IOException {
    Path file = Files.writeString(Scratch.directory("file"), "in the way");
    Path lake = Scratch.directory("lake");
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int exitCode = run(file.resolve("record.json"), err, "runs", "list", "--lake", lake.toString());

    assertEquals(78, exitCode);
    assertTrue(err.toString(StandardCharsets.UTF_8).contains("spark.lakebill.record"));
    assertFalse(Files.exists(lake));
  }

  private static JsonNode record(String... command) throws IOException {
    Path file = Scratch.directory("record.json");
    int exitCode = run(file, new ByteArrayOutputStream(), command);
    JsonNode record = JSON.readTree(file.toFile());
    assertEquals(exitCode, record.path("exit_code").asInt());
    return record;
  }

  private static int run(Path file, ByteArrayOutputStream err, String... command) {
    try (PrintStream out =
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      return Lakebill.run(new Console(out, toErr), CLOCK, file, command);
    }
  }
}
