package io.lakebill.jobs.cli;

import io.lakebill.jobs.load.ApplyCatalog;
import io.lakebill.jobs.load.CatalogFiles;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.document.InvalidDocuments;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
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
              names = "--dry-run",
              description = "Say what would be touched that is billed, and write nothing.")
          boolean isDryRun,
      @Mixin LakeOption lake) {
    Catalog read = read(catalog);
    if (isDryRun) {
      describe(read);
      Touched.say(console, lake.read(open -> touched(open, read)));
      return ExitCode.DONE;
    }
    long version = lake.write(open -> applied(open, read));
    describe(read);
    console.say("catalog version " + version + " is in force, hash " + read.hash());
    return ExitCode.DONE;
  }

  private long applied(io.lakebill.jobs.lake.Lake lake, Catalog catalog) {
    try {
      return new ApplyCatalog(clock).apply(lake, catalog);
    } catch (InvalidDocuments e) {
      throw new BadConfigurationException(e.getMessage(), e);
    }
  }

  private static List<String> touched(io.lakebill.jobs.lake.Lake lake, Catalog catalog) {
    try {
      return ApplyCatalog.touched(lake, catalog);
    } catch (InvalidDocuments e) {
      throw new BadConfigurationException(e.getMessage(), e);
    }
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
