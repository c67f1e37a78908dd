package io.lakebill.jobs.cli;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.LakeKey;
import io.lakebill.jobs.land.Delivery;
import io.lakebill.jobs.land.LandEvents;
import io.lakebill.jobs.land.Landing;
import io.lakebill.jobs.land.SourceFiles;
import io.lakebill.jobs.load.AccountInputs;
import io.lakebill.jobs.load.ApplyCatalog;
import io.lakebill.jobs.load.ImportAccounts;
import io.lakebill.jobs.load.ImportedRows;
import io.lakebill.jobs.nightly.Nightly;
import io.lakebill.jobs.nightly.Nightly.Effort;
import io.lakebill.schemas.account.AccountDocuments;
import io.lakebill.schemas.account.RowKind;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.source.Source;
import io.lakebill.schemas.source.SourceReader;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nightly}. */
@Command(
    name = "nightly",
    description = {
      "Land what is new, then bill: open a run, meter, rate, invoice, export, stats, publish.",
      "Run again with the same inputs it changes nothing; killed and run again it ends the same."
    },
    mixinStandardHelpOptions = true)
final class NightlyCommand implements Callable<Integer> {

  private final Console console;
  private final Clock clock;

  @Mixin private LakeOption lake;

  @Mixin private KeyOption key;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "Decides which periods are due; today in UTC unless given.")
  private LocalDate asOf;

  @Option(
      names = "--catalog",
      paramLabel = "FILE|DIR",
      description = "Apply this catalog first, if it is not in force.")
  private Path catalog;

  @Option(
      names = "--effective",
      paramLabel = "DATE",
      description =
          "Plans are as the catalog changes them in periods that begin on or after this day, also"
              + " in those that have begun; the day after the last night's if left out.")
  private LocalDate effective;

  @Option(
      names = "--accounts",
      paramLabel = "FILE|DIR",
      description = "Import these files of accounts first; see `accounts import`.")
  private List<Path> accounts = List.of();

  @Option(
      names = "--database",
      paramLabel = "DATABASE.yaml",
      description = "Import what this database answers first; see `accounts import`.")
  private List<Path> databases = List.of();

  @Option(
      names = "--pseudonyms",
      description = "Keys and users of accounts become pseudonyms; see `accounts import`.")
  private boolean isPseudonymous;

  @Option(
      names = "--source",
      paramLabel = "SOURCE.yaml",
      description = "Land the files that this source names; may be repeated.")
  private List<Path> sources = List.of();

  @Option(names = "--again", description = "Run even if these inputs are published already.")
  private boolean again;

  @Option(
      names = "--full",
      description = "Meter all events from the first on, instead of folding in what is new.")
  private boolean isFull;

  @Mixin private MostDueOption mostDue;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  NightlyCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Optional<Catalog> newCatalog = Optional.ofNullable(catalog).map(CatalogCommand::read);
    Optional<AccountDocuments> newAccounts =
        accounts.isEmpty() && databases.isEmpty()
            ? Optional.empty()
            : Optional.of(AccountInputs.read(accounts, databases, System.getenv()));
    Optional<LakeKey> accountsKey =
        isPseudonymous && newAccounts.isPresent()
            ? Optional.of(key.required("--pseudonyms"))
            : Optional.empty();
    List<Delivery> deliveries = new ArrayList<>();
    for (Path document : sources) {
      Source source = SourceReader.read(document);
      deliveries.add(key.delivery(source, SourceFiles.of(source, List.of())));
    }
    if (newCatalog.isEmpty()) {
      lake.requireThere();
    }
    LocalDate date = asOf == null ? LocalDate.now(clock) : asOf;
    return lake.write(
        open -> {
          Optional<ApplyCatalog.Applied> applied =
              newCatalog.map(
                  read -> CatalogCommand.apply(clock, open, read, Optional.ofNullable(effective)));
          if (!json) {
            applied.ifPresent(one -> CatalogCommand.say(console, one, "is"));
          }
          Map<RowKind, ImportedRows> imported =
              newAccounts
                  .map(read -> new ImportAccounts().importRows(open, read, accountsKey))
                  .orElse(Map.of());
          return run(open, applied, imported, deliveries, date);
        });
  }

  private int run(
      Lake open,
      Optional<ApplyCatalog.Applied> applied,
      Map<RowKind, ImportedRows> imported,
      List<Delivery> deliveries,
      LocalDate date) {
    try (Progress progress = console.progress("nightly " + date)) {
      Map<String, Long> landed = Map.of();
      if (!deliveries.isEmpty()) {
        progress.step("land");
        Landing landing = new LandEvents(clock).land(open, deliveries);
        landing.complaints().forEach(console::complain);
        landed = landing.counts();
      }
      Nightly.Night night =
          new Nightly(clock, ExitCode::of, progress::step)
              .run(open, date, effort(), mostDue.value());
      report(night, applied, imported, landed);
    }
    return ExitCode.DONE;
  }

  private Effort effort() {
    if (isFull) {
      return Effort.FULL;
    }
    return again || mostDue.isGiven() ? Effort.AGAIN : Effort.IF_NEW;
  }

  private void report(
      Nightly.Night night,
      Optional<ApplyCatalog.Applied> applied,
      Map<RowKind, ImportedRows> imported,
      Map<String, Long> landed) {
    if (json) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("run_id", night.runId());
      result.put("is_new", night.isNew());
      result.put("changed_plans", applied.map(ApplyCatalog.Applied::changed).orElse(List.of()));
      Map<String, ImportedRows> byTable = new LinkedHashMap<>();
      imported.forEach((kind, rows) -> byTable.put(kind.stem(), rows));
      result.put("imported", byTable);
      result.put("landed", landed);
      result.put("counts", night.counts());
      console.json(result);
      return;
    }
    imported.forEach((kind, rows) -> console.say("%-18s %s".formatted(kind.stem(), rows)));
    landed.forEach((name, rows) -> console.say("%-18s %d".formatted(name, rows)));
    night.counts().forEach((name, rows) -> console.say("%-18s %d".formatted(name, rows)));
    console.say(
        night.isNew()
            ? "published run " + night.runId()
            : "nothing new: run " + night.runId() + " was published with these inputs");
  }
}
