package io.lakebill.jobs.cli;

import io.lakebill.jobs.land.Delivery;
import io.lakebill.jobs.land.LandEvents;
import io.lakebill.jobs.land.Landing;
import io.lakebill.jobs.land.SourceFiles;
import io.lakebill.schemas.source.Source;
import io.lakebill.schemas.source.SourceReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
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
      "Each row is accepted, a duplicate, a conflict or rejected; landing a file again adds nothing."
    },
    mixinStandardHelpOptions = true)
final class LandCommand implements Callable<Integer> {

  private final Console console;
  private final Clock clock;

  @Spec private CommandSpec spec;

  @Mixin private LakeOption lake;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "SOURCE.yaml",
      description = {
        "How rows become events.",
        "Given several times, the sources' own files become one landing."
      })
  private List<Path> sourceDocuments;

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
    List<Delivery> deliveries = sourceDocuments.stream().map(this::delivery).toList();
    Landing landing = lake.write(open -> new LandEvents(clock).land(open, deliveries));
    landing.refusedFiles().forEach(console::complain);
    Map<String, Long> counts = landing.total().counts();
    if (json) {
      console.json(counts);
    } else {
      counts.forEach((name, rows) -> console.say("%-12s %d".formatted(name, rows)));
    }
    return ExitCode.DONE;
  }

  private Delivery delivery(Path sourceDocument) {
    Source source = SourceReader.read(sourceDocument);
    return new Delivery(source, SourceFiles.of(source, files));
  }
}
