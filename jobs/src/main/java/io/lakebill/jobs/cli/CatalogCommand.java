package io.lakebill.jobs.cli;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.load.ApplyCatalog;
import io.lakebill.jobs.load.CatalogFiles;
import io.lakebill.jobs.report.CatalogEffect;
import io.lakebill.jobs.run.Published;
import io.lakebill.jobs.run.UnopenedRun;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.document.Decimals;
import io.lakebill.schemas.document.InvalidDocuments;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code catalog check} and {@code catalog apply}. */
@Command(
    name = "catalog",
    description = "Check a catalog of meters and plans, or make it the one in force.",
    mixinStandardHelpOptions = true)
final class CatalogCommand {

  private final Console console;
  private final Clock clock;

  CatalogCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Command(
      name = "check",
      description = "Check a catalog and list everything that is wrong with it.",
      mixinStandardHelpOptions = true)
  int check(@Option(names = "--catalog", required = true, paramLabel = "FILE|DIR") Path catalog) {
    Catalog read = read(catalog);
    describe(read);
    return ExitCode.DONE;
  }

  @Command(
      name = "apply",
      description = "Make a catalog the one that runs opened from now on use.",
      mixinStandardHelpOptions = true)
  int apply(
      @Option(names = "--catalog", required = true, paramLabel = "FILE|DIR") Path catalog,
      @Option(
              names = "--effective",
              paramLabel = "DATE",
              description =
                  "Plans are as they are changed in billing periods that begin on or after this day,"
                      + " also in those that have begun; the day after the last night's if left out.")
          LocalDate effective,
      @Option(
              names = "--dry-run",
              description = "Say what would change and what is billed of it, and write nothing.")
          boolean isDryRun,
      @Mixin LakeOption lake) {
    Catalog read = read(catalog);
    Optional<LocalDate> from = Optional.ofNullable(effective);
    if (isDryRun) {
      describe(read);
      lake.read(open -> tell(open, read, from));
      return ExitCode.DONE;
    }
    ApplyCatalog.Applied applied = lake.write(open -> apply(clock, open, read, from));
    describe(read);
    say(console, applied, "is");
    console.say(
        "catalog version %d is in force, hash %s"
            .formatted(applied.version(), applied.catalog().hash()));
    return ExitCode.DONE;
  }

  /** Says which plans are others from when on. */
  static void say(Console console, ApplyCatalog.Applied applied, String verb) {
    for (String plan : applied.changed()) {
      console.say(
          "plan %s %s as changed in periods that begin on or after %s, and goes on as it was in earlier ones"
              .formatted(plan, verb, applied.from().orElseThrow()));
    }
    if (!applied.changed().isEmpty()) {
      console.say("--effective DATE names another day, for periods that have begun, too");
    }
  }

  /** Applies a catalog; one that does not fit what a plan was is bad configuration. */
  static ApplyCatalog.Applied apply(
      Clock clock, Lake lake, Catalog catalog, Optional<LocalDate> from) {
    try {
      return new ApplyCatalog(clock).apply(lake, catalog, from);
    } catch (InvalidDocuments e) {
      throw new BadConfigurationException(e.getMessage(), e);
    }
  }

  private List<String> tell(Lake lake, Catalog catalog, Optional<LocalDate> from) {
    try {
      ApplyCatalog.Applied next = ApplyCatalog.next(lake, catalog, from);
      List<String> touched = ApplyCatalog.touched(lake, next.catalog());
      say(console, next, "would be");
      Published.asOf(lake)
          .map(date -> CatalogEffect.of(UnopenedRun.at(lake, date), next.catalog()))
          .ifPresent(this::tell);
      Touched.say(console, touched);
      return touched;
    } catch (InvalidDocuments e) {
      throw new BadConfigurationException(e.getMessage(), e);
    }
  }

  /** What of the periods that run would be charged otherwise. */
  private void tell(List<CatalogEffect> effects) {
    for (CatalogEffect effect : effects) {
      console.say(
          "plan %s, periods that run: %d of %d subscriptions would be charged otherwise, %s %s -> %s %s%s"
              .formatted(
                  effect.plan(),
                  effect.changed(),
                  effect.subscriptions(),
                  Decimals.text(effect.before()),
                  effect.unit(),
                  Decimals.text(effect.after()),
                  effect.unit(),
                  effect.held() == 0 ? "" : "; %d charges would be held".formatted(effect.held())));
    }
    console.say(
        effects.isEmpty()
            ? "periods that run would be charged as they are"
            : "usage is that of the last night: what a charge counts otherwise is known after the next");
  }

  /** Reads a catalog; one that is wrong is bad configuration. */
  static Catalog read(Path catalog) {
    try {
      return CatalogFiles.read(catalog);
    } catch (InvalidDocuments e) {
      throw new BadConfigurationException(e.getMessage(), e);
    }
  }

  private void describe(Catalog catalog) {
    console.say(
        "%d meters, %d entitlements, %d plans: no problem found"
            .formatted(
                catalog.meters().size(), catalog.entitlements().size(), catalog.plans().size()));
    catalog.plans().stream()
        .flatMap(plan -> plan.unsupported().stream())
        .forEach(reason -> console.say("held, not billed: " + reason));
  }
}
