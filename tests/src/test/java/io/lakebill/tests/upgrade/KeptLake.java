package io.lakebill.tests.upgrade;

import io.lakebill.tests.fixture.FirstNights;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A lake that an older version made, one night over a folder of inputs; {@code lakes/README.md}
 * says by which. What it is compared with is a lake that goes through the same nights today.
 *
 * @param layout of its tables
 * @param inputs the folder of what it was made of, and of what comes next
 * @param asOf the night that it has behind it
 * @param next the night that comes
 */
record KeptLake(int layout, String inputs, String asOf, String next) {

  static final List<KeptLake> ALL =
      List.of(
          new KeptLake(1, "september", "2026-10-03", "2026-11-03"),
          new KeptLake(2, "september", "2026-10-03", "2026-11-03"),
          new KeptLake(3, "credits", "2026-02-01", "2026-03-01"),
          new KeptLake(4, "payers", "2026-02-01", "2026-03-01"),
          new KeptLake(5, "taxed", "2026-02-01", "2026-03-01"),
          new KeptLake(6, "taxed", "2026-02-01", "2026-03-01"));

  /** The lake of a layout. */
  static KeptLake of(int layout) {
    return ALL.stream().filter(lake -> lake.layout() == layout).findFirst().orElseThrow();
  }

  /** The lake as its version left it, one's own. */
  TestLake unpacked() {
    Path place = Scratch.directory("kept");
    try {
      Files.createDirectories(place);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path archive = Scenario.resource("/lakes/layout-" + layout + ".tar.gz");
    Subprocess.run(List.of("tar", "-xzf", archive.toString(), "-C", place.toString())).done();
    return TestLake.at(place.resolve("layout-" + layout));
  }

  /** A lake of today that has the same night behind it. */
  TestLake madeToday() {
    return FirstNights.over(inputs, asOf).copy();
  }

  /** What comes in after that night, and the next one. */
  void goOn(TestLake lake) {
    lake.when(next + "T01:00:00Z");
    lake.run("accounts", "import", file("next/accounts")).done();
    if (Files.exists(folder().resolve("next/late.jsonl"))) {
      lake.run("land", "--source", file("source.yaml"), file("next/late.jsonl")).done();
    }
    lake.nightly(next).done();
  }

  /** A file or folder of its inputs. */
  String file(String name) {
    return folder().resolve(name).toString();
  }

  private Path folder() {
    return FirstNights.inputs(inputs);
  }
}
