package io.lakebill.tests.scheduled;

import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.TestLake;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;

/**
 * The nights that the cluster runs, by the same command on this machine alone.
 *
 * @param input catalog, accounts and source
 */
record LocalNights(Path input, TestLake lake) {

  /** On a lake of its own. */
  static LocalNights over(Path input) {
    return new LocalNights(input, TestLake.at(Scratch.directory("local")));
  }

  void bill(LocalDate night) {
    TestLake.command(
            Clock.systemUTC(),
            "nightly",
            "--as-of",
            night.toString(),
            "--catalog",
            input.resolve("catalog.yaml").toString(),
            "--accounts",
            input.resolve("accounts").toString(),
            "--source",
            input.resolve("source.yaml").toString(),
            "--lake",
            lake.directory().toString())
        .done();
  }
}
