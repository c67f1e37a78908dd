package io.lakebill.tests.bench;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.Sessions;
import io.lakebill.jobs.nightly.Nightly;
import io.lakebill.jobs.report.PublishedTables;
import io.lakebill.jobs.run.LakeWriting;
import io.lakebill.schemas.table.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * A night as {@code lakebill nightly} does it: land what is new, then everything from opening a run
 * to publishing it, each a phase.
 *
 * @param news what to land; null for nothing
 * @param asOf the night's date
 * @param answer where the published usage of the billed month goes, as Parquet
 */
record NightWork(String lake, NewFiles news, String asOf, String answer) implements Work {

  /** A clock that stands at the end of a day. */
  static Clock at(LocalDate day) {
    return Clock.fixed(day.atTime(LocalTime.MAX).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
  }

  @Override
  public void run(Stopwatch stopwatch) {
    SparkSession spark = Sessions.open();
    stopwatch.begin("open");
    LakeWriting.to(
        Path.of(lake),
        open -> {
          night(open, stopwatch);
          return lake;
        });
    stopwatch.stop();
    answer(spark);
  }

  private void night(Lake open, Stopwatch stopwatch) {
    LocalDate date = LocalDate.parse(asOf);
    Optional.ofNullable(news)
        .ifPresent(
            files -> {
              stopwatch.begin("land");
              files.land(open, at(date));
            });
    new Nightly(at(date), failure -> 70, stopwatch::begin).run(open, date, Nightly.Effort.IF_NEW);
  }

  private void answer(SparkSession spark) {
    new PublishedTables(Lake.openToRead(spark, Path.of(lake)))
        .read(Table.USAGE)
        .where(functions.col("period_start").equalTo(Month.BILLED.day(1)))
        .select("subscription_id", "meter_id", "quantity")
        .write()
        .parquet(answer);
  }
}
