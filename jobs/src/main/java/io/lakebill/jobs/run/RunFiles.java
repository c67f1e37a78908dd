package io.lakebill.jobs.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lakebill.jobs.lake.Directories;
import io.lakebill.jobs.lake.Failpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The small JSON records of runs under {@code _runs/}, readable without Spark. Each is written
 * whole or not at all.
 */
public final class RunFiles {

  /** How records are written: names in snake_case, times as ISO 8601. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private final Path lake;

  /** The records of the lake at a directory. */
  public RunFiles(Path lake) {
    this.lake = lake.toAbsolutePath().normalize();
  }

  /** Ids of all runs ever opened, oldest first. */
  public List<String> runIds() {
    if (!Files.isDirectory(runs())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(runs())) {
      return entries
          .filter(entry -> Files.exists(entry.resolve("run.json")))
          .sorted(Comparator.comparing(entry -> read(entry.resolve("run.json"), Run.class).token()))
          .map(entry -> entry.getFileName().toString())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + runs(), e);
    }
  }

  /** The folder of a run's records. */
  public Path directory(String runId) {
    return runs().resolve(runId);
  }

  /** The folder a run's jobs write to. */
  public Path staging(String runId) {
    return lake.resolve("_staging").resolve(runId);
  }

  /** The folder that says what a run's jobs staged. */
  Path stagedHashes(String runId) {
    return directory(runId).resolve("staged");
  }

  /** The run, if there is one of that id. */
  public Optional<Run> run(String runId) {
    return readIfThere(directory(runId).resolve("run.json"), Run.class);
  }

  /** Remembers a run. */
  public void put(Run run) {
    write(directory(run.runId()).resolve("run.json"), run);
  }

  /** Where a run stands. */
  public RunState state(String runId) {
    if (Files.exists(marker(runId, RunState.ABANDONED))) {
      return RunState.ABANDONED;
    }
    if (Files.exists(marker(runId, RunState.PUBLISHED))) {
      return RunState.PUBLISHED;
    }
    return Files.exists(marker(runId, RunState.PUBLISHING)) ? RunState.PUBLISHING : RunState.OPEN;
  }

  /** Moves a run to a state. */
  public void mark(String runId, RunState state, Object details) {
    write(marker(runId, state), details);
  }

  /** The lease, held or released; empty before the first run. */
  public Optional<Lease> lease() {
    return readIfThere(runs().resolve("lease.json"), Lease.class);
  }

  /** Replaces the lease. */
  public void put(Lease lease) {
    write(runs().resolve("lease.json"), lease);
  }

  /** Attempts at a run's jobs in the order they started. */
  public List<Attempt> attempts(String runId) {
    Path attempts = directory(runId).resolve("attempts");
    if (!Files.isDirectory(attempts)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(attempts)) {
      return entries
          .filter(entry -> entry.toString().endsWith(".json"))
          .map(entry -> read(entry, Attempt.class))
          .sorted(Comparator.comparingInt(Attempt::ordinal))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + attempts, e);
    }
  }

  /** Writes or overwrites the record of an attempt. */
  public void put(Attempt attempt) {
    String name = "%03d-%s-%d.json".formatted(attempt.ordinal(), attempt.job(), attempt.attempt());
    write(directory(attempt.runId()).resolve("attempts").resolve(name), attempt);
  }

  /** Removes what a run staged; its records stay. */
  public void deleteStaging(String runId) {
    Directories.delete(staging(runId));
    Directories.delete(stagedHashes(runId));
  }

  private Path runs() {
    return lake.resolve("_runs");
  }

  private Path marker(String runId, RunState state) {
    return directory(runId).resolve(state.name().toLowerCase(Locale.ROOT) + ".json");
  }

  /** A record, if it is there. */
  static <T> Optional<T> readIfThere(Path file, Class<T> type) {
    return Files.exists(file) ? Optional.of(read(file, type)) : Optional.empty();
  }

  static <T> T read(Path file, Class<T> type) {
    try {
      return MAPPER.readValue(file.toFile(), type);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  static void write(Path file, Object value) {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      Files.createDirectories(file.getParent());
      Files.write(partial, MAPPER.writeValueAsBytes(value));
      Failpoint.reach("rename:" + file.getFileName());
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      Failpoint.reach("renamed:" + file.getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
