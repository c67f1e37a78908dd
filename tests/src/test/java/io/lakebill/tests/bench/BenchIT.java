package io.lakebill.tests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The benchmark from its events to its report, at a size that says nothing about speed. */
@ExtendWith(SparkExtension.class)
@EnabledIfSystemProperty(
    named = "lakebill.bench",
    matches = "true",
    disabledReason = "it takes minutes; -Dlakebill.bench=true runs it")
class BenchIT {

  @Test
  void allContendersComeToTheSameQuantities() throws IOException {
    Path directory = Scratch.directory("bench");
    Outcome outcome =
        bench(
            "--events",
            "6k",
            "--dir",
            directory.toString(),
            "--one-process",
            "--json",
            "--without",
            "empty,meters,history");

    JsonNode report = new ObjectMapper().readTree(outcome.done());

    assertTrue(report.get("quantities_agreed").asLong() > 0, outcome.out());
    assertEquals(
        List.of(
            "full_to_duckdb",
            "night_to_duckdb_month",
            "night_to_full",
            "growth_at_4x_history",
            "meters_30_to_6",
            "land_to_copy",
            "contracts_to_metering"),
        names(report.get("ratios")));
    report.get("ratios").forEach(ratio -> assertTrue(ratio.isNull(), outcome.out()));
    assertEquals(
        List.of(
            "land_history",
            "spark_copy",
            "full_night",
            "night",
            "duckdb_full",
            "spark_full",
            "duckdb_month",
            "spark_month",
            "full_night_contracts"),
        names(report.get("parts")));
    assertEquals(outcome.out(), Files.readString(directory.resolve("results.jsonl")));
  }

  @Test
  void aContenderIsMeasuredInAProcessOfItsOwn() {
    Path directory = Scratch.directory("contender");
    Size size = Size.parse("1k");
    EventFiles files = EventFiles.in(directory, size);
    try (DuckDb duckDb = DuckDb.open(directory.resolve("spill"))) {
      files.make(duckDb, Month.BILLED);
    }
    Work work =
        new DuckDbWork(
            files.all(Month.BILLED, Month.DAYS),
            Copies.SOME,
            directory.resolve("answer.parquet").toString());

    Measurement measurement = new Contender(directory.resolve("processes")).measure("duckdb", work);

    assertEquals(List.of("start", "meter"), List.copyOf(measurement.phases().keySet()));
    assertTrue(measurement.phase("start").cpuSeconds() > 0, measurement.toString());
    assertTrue(Files.exists(directory.resolve("answer.parquet")));
  }

  @Test
  void aSizeThatIsNoneIsWrongUsage() {
    Outcome outcome = bench("--events", "many");

    assertEquals(2, outcome.exitCode());
    assertTrue(outcome.err().contains("'many' is not a number of events"), outcome.err());
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Outcome bench(String... options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode;
    try (PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      exitCode = BenchCommand.run(toOut, toErr, options);
    }
    return new Outcome(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
