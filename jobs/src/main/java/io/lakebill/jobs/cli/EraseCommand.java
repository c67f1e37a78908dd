package io.lakebill.jobs.cli;

import io.lakebill.jobs.erase.EraseSubject;
import io.lakebill.jobs.erase.Erasure;
import io.lakebill.jobs.erase.Person;
import io.lakebill.jobs.lake.LakeKey;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code erase}. */
@Command(
    name = "erase",
    description = {
      "Forget a person: take from their events what no meter of any catalog reads, from refused",
      "rows their payload, and remove the files that had it. Their events still count, and copies",
      "of them are still known. Killed and run again it is completed; done again it does nothing."
    },
    mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {

  private final Console console;
  private final Clock clock;

  @Mixin private LakeOption lake;

  @Mixin private KeyOption key;

  @Option(
      names = "--subject",
      required = true,
      paramLabel = "NAME",
      description = {
        "Who, as senders name them. In a lake with pseudonyms the key is needed, and events are",
        "theirs under the name and under its pseudonym."
      })
  private String subject;

  @Option(
      names = "--source",
      paramLabel = "ID",
      description = "Only rows of this source; of all unless given.")
  private String source;

  @Option(names = "--dry-run", description = "Say what would be taken, and write nothing.")
  private boolean isDry;

  @Option(names = "--json", description = "Print the counts as JSON.")
  private boolean json;

  EraseCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (subject.isBlank()) {
      throw new UsageException("--subject is blank; say who is to be forgotten");
    }
    lake.requireThere();
    Person person = new Person(subject, Optional.ofNullable(source), lakeKey(lake.directory()));
    EraseSubject erase = new EraseSubject(clock);
    Erasure erasure =
        isDry
            ? lake.read(open -> erase.plan(open, person))
            : lake.write(open -> erase.erase(open, person));
    report(erasure);
    return ExitCode.DONE;
  }

  /** Where names were hashed, one in clear says nothing of whether all was found. */
  private Optional<LakeKey> lakeKey(Path directory) {
    if (!LakeKey.isUsedIn(directory)) {
      return key.given();
    }
    LakeKey used = key.required("a source of this lake");
    used.become(directory);
    return Optional.of(used);
  }

  private void report(Erasure erasure) {
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("is_dry_run", isDry);
      result.put("rows", erasure.rows());
      result.put("properties", erasure.properties());
      result.put("rewritten_files", erasure.rewrittenFiles());
      result.put("removed_files", erasure.removedFiles());
      console.json(result);
      return;
    }
    if (erasure.isNothing()) {
      console.say("nothing to take: no file of the lake has more of them than meters read");
      return;
    }
    erasure.rows().forEach((table, rows) -> console.say("%-18s %d".formatted(table, rows)));
    console.say("%-18s %d".formatted("rewritten files", erasure.rewrittenFiles()));
    console.say("%-18s %d".formatted("removed files", erasure.removedFiles()));
    if (!erasure.properties().isEmpty()) {
      console.say(
          (isDry ? "would be taken: " : "taken: ") + String.join(", ", erasure.properties()));
    }
  }
}
