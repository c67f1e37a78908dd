package io.lakebill.jobs.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * The demo's data set: an invented company's catalog, customers and two months of usage events.
 * Every call writes the same, byte for byte apart from the metadata of Parquet files.
 */
public final class DemoData {

  private static final long SEED = 20_260_901;

  private DemoData() {}

  /**
   * Writes {@code catalog/}, {@code accounts/}, {@code sources/} and {@code drops/DATE/} into a
   * directory that has no such files yet.
   */
  public static DemoStory write(SparkSession spark, Path directory) {
    DemoAccounts accounts = DemoAccounts.read();
    List<DemoSource> sources =
        List.of(
            new ApiSource(accounts, Dice.seeded(SEED)),
            new JobSource(accounts, Dice.seeded(SEED + 1)),
            new StorageSource(spark, accounts, Dice.seeded(SEED + 2)));
    try {
      return write(directory, accounts, sources);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the demo's files into " + directory, e);
    }
  }

  private static DemoStory write(Path directory, DemoAccounts accounts, List<DemoSource> sources)
      throws IOException {
    for (String name : List.of("entitlements", "meters", "plans")) {
      DemoResource.copy("catalog/" + name + ".yaml", directory);
    }
    accounts.write(directory.resolve("accounts"));
    Path forgottenKey =
        directory
            .resolve("drops")
            .resolve(DemoNight.OCTOBER_BEGINS.asOf().toString())
            .resolve("account_keys.csv");
    accounts.writeForgottenKey(forgottenKey);
    for (DemoSource source : sources) {
      DemoResource.copy(document(source), directory);
      for (DemoFile file : source.files()) {
        source.write(file, file.in(directory));
      }
    }
    Map<DemoNight, Expected> expected = Reckoning.of(sources, accounts);
    return new DemoStory(
        directory.resolve("catalog"),
        directory.resolve("accounts"),
        Arrays.stream(DemoNight.values())
            .map(night -> night(night, directory, sources, forgottenKey, expected.get(night)))
            .toList());
  }

  private static DemoStory.Night night(
      DemoNight night,
      Path directory,
      List<DemoSource> sources,
      Path forgottenKey,
      Expected expected) {
    List<DemoStory.Drop> drops = new ArrayList<>();
    for (DemoSource source : sources) {
      List<Path> files =
          source.files().stream()
              .filter(file -> file.night() == night)
              .map(file -> file.in(directory))
              .toList();
      if (!files.isEmpty()) {
        drops.add(new DemoStory.Drop(directory.resolve(document(source)), files));
      }
    }
    return new DemoStory.Night(
        night.asOf(),
        night.clock(),
        night.title(),
        night.story(),
        drops,
        night == DemoNight.OCTOBER_BEGINS ? forgottenKey : null,
        expected);
  }

  private static String document(DemoSource source) {
    return "sources/" + source.source() + ".yaml";
  }
}
