package io.lakebill.jobs.cli;

import io.lakebill.jobs.lake.LakeKey;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The file for what nobody wants on a terminal: the trace of a fault, and what Spark says of it. It
 * is made when there is something to write, in the lake's {@code _logs}; where there is no lake, or
 * one that hides names, in the system's directory for temporary files.
 */
final class FaultLog {

  /** The system property that names the file to Spark's log. */
  static final String SETTING = "lakebill.log";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final String name;
  private Path file;

  FaultLog(Clock clock) {
    this.name =
        "lakebill-%s-%d.log".formatted(TIME.format(clock.instant()), ProcessHandle.current().pid());
    this.file = Path.of(System.getProperty("java.io.tmpdir")).resolve(name);
  }

  /** Finds the place for a command's log, before anything is logged. */
  void of(ParseResult parsed) {
    ParseResult command = parsed;
    while (command.hasSubcommand()) {
      command = command.subcommand();
    }
    OptionSpec lake = command.commandSpec().findOption("--lake");
    if (lake != null && lake.getValue() != null) {
      Path directory = Path.of(lake.getValue().toString());
      if (Files.isDirectory(directory) && !LakeKey.isUsedIn(directory)) {
        file = directory.toAbsolutePath().normalize().resolve("_logs").resolve(name);
      }
    }
    System.setProperty(SETTING, file.toString());
  }

  /** Adds the trace of a failure; gives the file, unless it cannot be written. */
  Optional<Path> write(Throwable failure) {
    try {
      Files.createDirectories(file.getParent());
      try (BufferedWriter out =
              Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          PrintWriter printer = new PrintWriter(out)) {
        failure.printStackTrace(printer);
      }
      return Optional.of(file);
    } catch (IOException notWritten) {
      return Optional.empty();
    }
  }
}
