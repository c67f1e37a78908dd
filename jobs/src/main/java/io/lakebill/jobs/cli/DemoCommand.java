package io.lakebill.jobs.cli;

import io.lakebill.jobs.demo.DemoData;
import io.lakebill.jobs.demo.DemoStory;
import io.lakebill.jobs.lake.Directories;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.LakeLock;
import io.lakebill.jobs.land.Delivery;
import io.lakebill.jobs.land.LandEvents;
import io.lakebill.jobs.load.ApplyCatalog;
import io.lakebill.jobs.load.ImportAccounts;
import io.lakebill.jobs.nightly.Nightly;
import io.lakebill.jobs.report.PublishedTables;
import io.lakebill.jobs.run.LakeWriting;
import io.lakebill.schemas.account.AccountFiles;
import io.lakebill.schemas.catalog.CatalogReader;
import io.lakebill.schemas.source.SourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code demo}. */
@Command(
    name = "demo",
    description = {
      "Make two months of events of a small SaaS and bill them in a fresh lake, night by night.",
      "Everything in it can be looked at afterwards; a second demo starts afresh."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private static final String MARK = "_demo";

  private final Console console;

  @Option(
      names = "--lake",
      paramLabel = "DIR",
      defaultValue = "demo-lake",
      description = "Where the lake goes; ${DEFAULT-VALUE} unless given.")
  private Path directory;

  DemoCommand(Console console, Clock clock) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Path root = directory.toAbsolutePath().normalize();
    startAfresh(root);
    try (Progress progress = console.progress("demo")) {
      progress.step("starting Spark");
      console.say(
          "Lakebill demo: a small SaaS, two months, five nights. It takes a minute or two.");
      return LakeWriting.to(root, lake -> tell(lake, progress));
    }
  }

  private int tell(Lake lake, Progress progress) {
    Path root = lake.root();
    mark(root);
    progress.step("making events");
    DemoStory story = DemoData.write(lake.spark(), root.resolve("_demo-input"));
    new ApplyCatalog(story.nights().get(0).fixedClock())
        .apply(lake, CatalogReader.read(story.catalog()));
    new ImportAccounts().importRows(lake, AccountFiles.read(List.of(story.accounts())));
    int number = 1;
    for (DemoStory.Night night : story.nights()) {
      night(lake, night, number++, progress);
    }
    DemoStory.Night last = story.nights().get(story.nights().size() - 1);
    headline(number, last.asOf(), "The same night again");
    bill(lake, last.asOf(), last.fixedClock(), progress);
    progress.step("looking at the result");
    DemoSummary.lines(new PublishedTables(lake)).forEach(console::say);
    pointers(root).forEach(console::say);
    return ExitCode.DONE;
  }

  private void night(Lake lake, DemoStory.Night night, int number, Progress progress) {
    headline(number, night.asOf(), night.title());
    console.say("  " + night.story());
    night
        .updatedAccounts()
        .ifPresent(
            update -> new ImportAccounts().importRows(lake, AccountFiles.read(List.of(update))));
    progress.step("night " + number + ": land");
    List<Delivery> deliveries =
        night.drops().stream()
            .map(drop -> new Delivery(SourceReader.read(drop.sourceDocument()), drop.files()))
            .toList();
    new LandEvents(night.fixedClock())
        .land(lake, deliveries)
        .bySource()
        .forEach(
            (source, rows) ->
                console.say(
                    "  land %-10s %6d in: %d accepted, %d duplicate, %d conflicting, %d rejected"
                        .formatted(
                            source,
                            rows.handedOver(),
                            rows.accepted(),
                            rows.duplicates(),
                            rows.conflicts(),
                            rows.rejected())));
    bill(lake, night.asOf(), night.fixedClock(), progress);
  }

  private void bill(Lake lake, LocalDate asOf, Clock clock, Progress progress) {
    Nightly.Night night =
        new Nightly(clock, ExitCode::of, step -> progress.step(asOf + ": " + step))
            .run(lake, asOf, Nightly.Effort.IF_NEW);
    if (!night.isNew()) {
      console.say(
          "  nothing new: run %s was published with the same inputs, so no row is written"
              .formatted(night.runId()));
      return;
    }
    console.say(
        "  run %s: %d invoices finalized, %d drafts, %d late events reported, %d events unmatched"
            .formatted(
                night.runId(),
                night.counts().get("invoices"),
                night.counts().get("drafts"),
                night.counts().getOrDefault("events_late", 0L),
                night.counts().getOrDefault("events_unmatched", 0L)));
  }

  private void headline(int number, LocalDate asOf, String title) {
    console.say("");
    console.say("Night %d, as of %s: %s".formatted(number, asOf, title));
  }

  /** Removes an earlier demo's lake, and never anything else. */
  private void startAfresh(Path root) {
    if (!Files.exists(root) || isEmpty(root)) {
      return;
    }
    if (!Files.exists(root.resolve(MARK))) {
      throw new BadConfigurationException(
          "%s is there and no demo made it; choose another --lake".formatted(root), null);
    }
    console.say("Starting afresh: the earlier demo in " + root + " is removed.");
    LakeLock.holding(
        root,
        () -> {
          Directories.delete(root);
          return root;
        });
  }

  private static boolean isEmpty(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new BadConfigurationException("cannot look into " + directory, e);
    }
  }

  private static void mark(Path root) {
    try {
      Files.writeString(root.resolve(MARK), "Made by `lakebill demo`, which may remove it.\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + root, e);
    }
  }

  private static List<String> pointers(Path root) {
    return List.of(
        "",
        "The lake is " + root + ": a Delta table per folder, payment files in exports/,",
        "run records in _runs/, and what went in (catalog, accounts, sources, events) in _demo-input/.",
        "",
        "Try next:",
        "  ./lakebill sql --lake %s \"SELECT number, account_name, due_date, total, currency FROM invoices\""
            .formatted(root),
        "  ./lakebill sql --lake %s \"SELECT issue, subject, events, message FROM billing_issues\""
            .formatted(root),
        "  ./lakebill runs list --lake %s".formatted(root),
        "  ./lakebill extract --lake %s --output demo-extract invoices invoice_lines usage_stats"
            .formatted(root));
  }
}
