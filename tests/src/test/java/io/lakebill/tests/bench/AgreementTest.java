package io.lakebill.tests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two answers are equal or the benchmark says where they are not. */
class AgreementTest {

  private static final String EXPECTED = "('a', 'calls', 1), ('a', 'users', 2.5)";

  @TempDir private Path directory;

  private DuckDb duckDb;

  @BeforeEach
  void open() {
    duckDb = DuckDb.open(directory);
  }

  @AfterEach
  void close() {
    duckDb.close();
  }

  @Test
  void equalAnswersAreCountedInAnyOrder() {
    assertEquals(2, check("('a', 'users', 2.500), ('a', 'calls', 1)"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          FOUND                                                         | SAID
          ('a', 'calls', 1), ('a', 'users', 2.500000000000000001)       | a users: 2.500000000000000001, DuckDB has 2.500000000000000000
          ('a', 'calls', 1)                                             | a users: nothing, DuckDB has 2.500000000000000000
          ('a', 'calls', 1), ('a', 'users', 2.5), ('b', 'calls', 0)     | b calls: 0.000000000000000000, DuckDB has nothing
          ('a', 'calls', 1), ('a', 'users', 2.5), ('a', 'calls', 1)     | a calls: 1.000000000000000000 (2 times), DuckDB has 1.000000000000000000
          """)
  void otherAnswersAreShown(String found, String said) {
    var disagreement = assertThrows(Agreement.Disagreement.class, () -> check(found));

    assertTrue(
        disagreement.getMessage().startsWith("ours differs from DuckDB in 1 quantities"),
        disagreement.getMessage());
    assertTrue(disagreement.getMessage().contains(said), disagreement.getMessage());
  }

  @Test
  void noAnswerIsNoAgreement() {
    Path nothing = answer("nothing", "SELECT * FROM (VALUES ('a', 'calls', 1)) WHERE FALSE");

    var disagreement =
        assertThrows(
            Agreement.Disagreement.class,
            () -> new Agreement(duckDb).check("ours", nothing.toString(), nothing.toString()));

    assertEquals("ours and DuckDB have no quantities at all", disagreement.getMessage());
  }

  private long check(String found) {
    Path ours = answer("found", "VALUES " + found);
    Path reference = answer("expected", "VALUES " + EXPECTED);
    return new Agreement(duckDb).check("ours", ours.toString(), reference.toString());
  }

  private Path answer(String name, String rows) {
    Path file = directory.resolve(name + ".parquet");
    duckDb.write("SELECT * FROM (" + rows + ") answers(subscription_id, meter_id, quantity)", file);
    return file;
  }
}
