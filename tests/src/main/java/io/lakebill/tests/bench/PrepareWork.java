package io.lakebill.tests.bench;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.Sessions;
import io.lakebill.jobs.load.ApplyCatalog;
import io.lakebill.jobs.load.CatalogFiles;
import io.lakebill.jobs.load.ImportAccounts;
import io.lakebill.jobs.run.LakeWriting;
import io.lakebill.schemas.account.AccountFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Brings a lake to where a night can begin: the catalog in force, accounts known, history landed.
 *
 * @param catalog the catalog to apply
 * @param accounts what to import; null when the lake knows everybody
 * @param history what to land; null for nothing
 */
record PrepareWork(String lake, String catalog, String accounts, NewFiles history) implements Work {

  @Override
  public void run(Stopwatch stopwatch) {
    Sessions.open();
    LakeWriting.to(
        Path.of(lake),
        open -> {
          prepare(open, stopwatch);
          return lake;
        });
  }

  private void prepare(Lake open, Stopwatch stopwatch) {
    stopwatch.begin(Measurement.SETUP);
    new ApplyCatalog(NightWork.at(Month.BILLED.day(1)))
        .apply(open, CatalogFiles.read(Path.of(catalog)));
    if (accounts != null) {
      new ImportAccounts().importRows(open, AccountFiles.read(List.of(Path.of(accounts))));
    }
    Optional.ofNullable(history)
        .ifPresent(
            files -> {
              stopwatch.begin("land");
              files.land(open, NightWork.at(Month.BILLED.day(Month.DAYS - 1)));
            });
    stopwatch.stop();
  }
}
