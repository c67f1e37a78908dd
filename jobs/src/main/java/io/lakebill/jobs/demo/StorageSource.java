package io.lakebill.jobs.demo;

import static io.lakebill.jobs.demo.DemoNight.FIRST;
import static io.lakebill.jobs.demo.DemoNight.OCTOBER_BEGINS;
import static io.lakebill.jobs.demo.DemoNight.OCTOBER_ENDS;

import io.lakebill.jobs.demo.Entry.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The storage service's files: Parquet, and none in the night of the first month end. */
final class StorageSource implements DemoSource {

  private static final StructType COLUMNS =
      StructType.fromDDL(
          """
          snapshot_id STRING, taken_at TIMESTAMP, account_id STRING, class STRING,
          stored_gb DECIMAL(18,3), places BIGINT
          """);

  private final SparkSession spark;
  private final DemoFile september =
      DemoFile.until(FIRST, "storage-2026-09.parquet", "2026-10-01T00:00:00Z");
  private final DemoFile october1 =
      DemoFile.until(OCTOBER_BEGINS, "storage-2026-10-01.parquet", "2026-10-20T00:00:00Z");
  private final DemoFile october2 =
      DemoFile.until(OCTOBER_ENDS, "storage-2026-10-20.parquet", "2026-11-03T00:00:00Z");

  StorageSource(SparkSession spark, DemoAccounts accounts, Dice dice) {
    this.spark = spark;
    DemoFile.fill(files(), StorageSnapshots.of(accounts.customers(), dice));
    Mishaps mishaps = new Mishaps(dice);
    mishaps.repeat(september, 4);
    mishaps.repeat(september, october1, 3);
    mishaps.repeat(october1, october2, 4);
    mishaps.contradict(october1, october2, 1, event -> event.with("places", 0L));
    mishaps.damage(september, Damage.NO_ACCOUNT, 2);
    mishaps.damage(october1, Damage.NO_ID, 1);
  }

  @Override
  public String source() {
    return "storage";
  }

  @Override
  public List<DemoFile> files() {
    return List.of(september, october1, october2);
  }

  @Override
  public void write(DemoFile file, Path path) throws IOException {
    Files.createDirectories(path.getParent());
    Path parts = path.resolveSibling(path.getFileName() + ".parts");
    List<Row> rows = file.entries().stream().map(StorageSource::row).toList();
    spark
        .createDataFrame(rows, COLUMNS)
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(parts.toUri().toString());
    try (Stream<Path> written = Files.list(parts)) {
      for (Path part : written.toList()) {
        if (part.getFileName().toString().endsWith(".parquet")) {
          Files.move(part, path);
        } else {
          Files.delete(part);
        }
      }
    }
    Files.delete(parts);
  }

  private static Row row(Entry entry) {
    DemoEvent event = entry.event();
    return RowFactory.create(
        entry.has(Damage.NO_ID) ? null : event.id(),
        event.time(),
        entry.has(Damage.NO_ACCOUNT) ? null : event.subject(),
        event.properties().get("class"),
        event.properties().get("stored_gb"),
        event.properties().get("places"));
  }
}
