package io.lakebill.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakebill.jobs.run.RunFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/**
 * What became of one command, kept in a file for whoever started it on another machine: a cluster
 * tells its callers neither exit codes nor reasons. Written when the command begins, every few
 * seconds while it works, and when it ends; a record that still says {@code started} and is no
 * longer touched belongs to a process that died.
 */
public final class CommandRecord implements AutoCloseable {

  /** The system property, and so the setting of {@code spark-submit}, that names the file. */
  public static final String SETTING = "spark.lakebill.record";

  private static final ObjectMapper JSON = RunFiles.MAPPER;

  private final Path file;
  private final Clock clock;
  private final Timer heartbeat = new Timer("command-record", true);
  private Content content;
  private String reason = "";
  private JsonNode result = JSON.nullNode();

  private CommandRecord(Path file, Clock clock, String[] command) {
    this.file = file;
    this.clock = clock;
    Instant now = clock.instant();
    this.content =
        new Content(List.of(command), "started", now, now, null, -1, reason, JSON.nullNode());
  }

  /**
   * Begins the record of a command.
   *
   * @param beat how often a working command touches its record
   * @throws BadConfigurationException if the file cannot be written, before anything else happens
   */
  public static CommandRecord begin(Path file, Clock clock, Duration beat, String... command) {
    CommandRecord record = new CommandRecord(file.toAbsolutePath(), clock, command);
    try {
      record.write();
    } catch (IOException e) {
      throw new BadConfigurationException(
          "cannot write the record of this command to %s, which %s names: %s"
              .formatted(file, SETTING, e),
          e);
    }
    record.heartbeat.schedule(record.touching(), beat.toMillis(), beat.toMillis());
    return record;
  }

  /** Notes why the command will fail. */
  synchronized void because(String why) {
    reason = why;
  }

  /** Notes what the command printed for machines. */
  synchronized void printed(Object value) {
    result = JSON.valueToTree(value);
  }

  /** Ends the record with the command's exit code; nothing is written afterwards. */
  synchronized void end(int exitCode) throws IOException {
    heartbeat.cancel();
    Instant now = clock.instant();
    content =
        new Content(
            content.command(),
            exitCode == ExitCode.DONE ? "succeeded" : "failed",
            content.startedAt(),
            now,
            now,
            exitCode,
            reason,
            result);
    write();
  }

  @Override
  public void close() {
    heartbeat.cancel();
  }

  private synchronized void touch() {
    if (content.endedAt() != null) {
      return;
    }
    content =
        new Content(
            content.command(),
            content.state(),
            content.startedAt(),
            clock.instant(),
            null,
            content.exitCode(),
            reason,
            result);
    try {
      write();
    } catch (IOException missedBeat) {
      // The next one may succeed; who waits goes by several.
      return;
    }
  }

  private void write() throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.createDirectories(file.getParent());
    Files.write(partial, JSON.writeValueAsBytes(content));
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private TimerTask touching() {
    return new TimerTask() {
      @Override
      public void run() {
        touch();
      }
    };
  }

  /**
   * The file's fields, in snake case.
   *
   * @param state started, succeeded or failed
   * @param aliveAt when the process last said that it lives
   * @param endedAt null while it works
   * @param exitCode the command's exit code; -1 while it works
   * @param reason why it failed, empty otherwise
   * @param result what {@code --json} printed, null if nothing
   */
  private record Content(
      List<String> command,
      String state,
      Instant startedAt,
      Instant aliveAt,
      Instant endedAt,
      int exitCode,
      String reason,
      JsonNode result) {}
}
