package io.lakebill.jobs.cli;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.land.Delivery;
import io.lakebill.jobs.land.LandEvents;
import io.lakebill.jobs.land.Landing;
import io.lakebill.jobs.land.ReplacedWindow;
import io.lakebill.jobs.land.SourceFiles;
import io.lakebill.schemas.source.Source;
import io.lakebill.schemas.source.SourceReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code land}. */
@Command(
    name = "land",
    description = {
      "Bring event files into the lake.",
      "Each row is accepted, a duplicate, a conflict, rejected, superseded or a withdrawal;",
      "landing a file again adds nothing."
    },
    mixinStandardHelpOptions = true)
final class LandCommand implements Callable<Integer> {

  private final Console console;
  private final Clock clock;

  @Spec private CommandSpec spec;

  @Mixin private LakeOption lake;

  @Mixin private KeyOption key;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "SOURCE.yaml",
      description = {
        "How rows become events.",
        "Given several times, the sources' own files become one landing."
      })
  private List<Path> sourceDocuments;

  @Option(
      names = "--replace-from",
      paramLabel = "TIME",
      description = {
        "From this time on, until --replace-to, the source's events become those of the files:",
        "what is not among them counts no longer. A date is its midnight in UTC."
      })
  private String replaceFrom;

  @Option(
      names = "--replace-to",
      paramLabel = "TIME",
      description = "The end of what is replaced; it is not part of it.")
  private String replaceTo;

  @Option(names = "--json", description = "Print the counts as JSON.")
  private boolean json;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Files, globs or directories; without any, the source's own.")
  private List<String> files = List.of();

  LandCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (sourceDocuments.size() > 1 && !files.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "FILE goes with one --source; with several, each source names its own files");
    }
    Optional<ReplacedWindow> window = window();
    List<Delivery> deliveries = sourceDocuments.stream().map(this::delivery).toList();
    Landing landing = lake.write(open -> land(open, deliveries, window));
    landing.complaints().forEach(console::complain);
    Map<String, Long> counts = landing.counts();
    if (json) {
      console.json(counts);
    } else {
      counts.forEach((name, rows) -> console.say("%-12s %d".formatted(name, rows)));
    }
    return ExitCode.DONE;
  }

  private Landing land(Lake open, List<Delivery> deliveries, Optional<ReplacedWindow> window) {
    LandEvents land = new LandEvents(clock);
    return window
        .map(replaced -> land.replace(open, deliveries.get(0), replaced))
        .orElseGet(() -> land.land(open, deliveries));
  }

  private Optional<ReplacedWindow> window() {
    if (replaceFrom == null && replaceTo == null) {
      return Optional.empty();
    }
    if (replaceFrom == null || replaceTo == null) {
      throw new ParameterException(
          spec.commandLine(), "--replace-from and --replace-to go together");
    }
    if (sourceDocuments.size() > 1) {
      throw new ParameterException(
          spec.commandLine(), "what is replaced is of one source; give one --source");
    }
    try {
      return Optional.of(new ReplacedWindow(instant(replaceFrom), instant(replaceTo)));
    } catch (IllegalArgumentException noTime) {
      throw new ParameterException(spec.commandLine(), noTime.getMessage(), noTime);
    }
  }

  private Instant instant(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new ParameterException(
          spec.commandLine(),
          "'%s' is no time; write 2026-09-01 or 2026-09-01T06:00:00Z".formatted(text),
          e);
    }
  }

  private Delivery delivery(Path sourceDocument) {
    Source source = SourceReader.read(sourceDocument);
    return key.delivery(source, SourceFiles.of(source, files));
  }
}
