package io.lakebill.tests.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code meters test} shows what a meter makes of events, and changes nothing. */
@ExtendWith(SparkExtension.class)
class MetersTestCommandTest {

  @Test
  void showsQuantitySamplesAndWhatWasSkipped() {
    TestLake lake = Aggregations.lake();
    Map<String, Long> before = lake.versions();

    String shown =
        test("--meter", "sum", "--since", "2026-01-01", "--until", "2026-02-01", "--subject", "odd")
            .done();

    assertEquals(
        """
        sum: 17 of 17 events count

        usage:
        by      values  quantity  events
        ------  ------  --------  ------
                            1008      17
        region  [null]      1008      17

        skipped:
        reason                                          events  for example
        ----------------------------------------------  ------  -----------
        'value' is a number without room in a quantity       3  odd-026
        'value' is missing                                   1  odd-034
        'value' is not a number                             10  odd-021

        the last events that count:
        event_id  event_time            subject  value
        --------  --------------------  -------  -----
        odd-037   2026-01-11T00:00:00Z  odd       1000
        odd-036   2026-01-11T00:00:00Z  odd        0.5
        odd-035   2026-01-11T00:00:00Z  odd        7.5
        odd-034   2026-01-10T00:00:00Z  odd
        odd-033   2026-01-10T00:00:00Z  odd
        """,
        shown);
    assertEquals(before, lake.versions());
  }

  @Test
  void splitsByExpressions() {
    JsonNode trial =
        TestLake.json(
            test(
                "--meter",
                "by_size",
                "--since",
                "2026-01-01",
                "--until",
                "2026-02-01",
                "--subject",
                "openmeter",
                "--json"));

    assertEquals(
        List.of(
            "{\"dimensions\":[],\"dimension_values\":[],\"quantity\":\"123.4567890123456789\",\"events\":3}",
            "{\"dimensions\":[\"region\",\"size\"],\"dimension_values\":[null,null],\"quantity\":null,\"events\":1}",
            "{\"dimensions\":[\"region\",\"size\"],\"dimension_values\":[null,\"big\"],\"quantity\":\"123\",\"events\":1}",
            "{\"dimensions\":[\"region\",\"size\"],\"dimension_values\":[null,\"small\"],\"quantity\":\"0.4567890123456789\",\"events\":1}"),
        trial.get(0).get("usage").valueStream().map(JsonNode::toString).toList());
  }

  @Test
  void seesHistoryBeforeTheFirstDay() {
    JsonNode trial =
        TestLake.json(
            test(
                "--meter",
                "time_weighted_sum",
                "--since",
                "2026-02-01",
                "--until",
                "2026-03-01",
                "--subject",
                "maple",
                "--json"));

    assertEquals(
        "[{\"meter\":\"time_weighted_sum\",\"events\":0,\"matching\":0,\"usage\":"
            + "[{\"dimensions\":[],\"dimension_values\":[],\"quantity\":\"5376\",\"events\":0}],"
            + "\"skipped\":[],\"samples\":[]}]",
        trial.toString());
  }

  /** Ann and bob are there all month; eve comes on the 2nd, when bob leaves. */
  @Test
  void countsMembersByTheDaysThatAreAsked() {
    JsonNode trial =
        TestLake.json(
            test(
                "--meter",
                "prorated_members",
                "--since",
                "2026-03-01",
                "--until",
                "2026-03-11",
                "--subject",
                "seats",
                "--json"));

    assertEquals(
        List.of(
            "{\"dimensions\":[],\"dimension_values\":[],\"quantity\":\"2\",\"events\":2}",
            "{\"dimensions\":[\"team\"],\"dimension_values\":[\"blue\"],\"quantity\":\"0.9\",\"events\":1}",
            "{\"dimensions\":[\"team\"],\"dimension_values\":[\"red\"],\"quantity\":\"1.1\",\"events\":1}"),
        trial.get(0).get("usage").valueStream().map(JsonNode::toString).toList());
  }

  @Test
  void saysWhyMembersAreSkipped() {
    JsonNode trial =
        TestLake.json(
            test(
                "--meter",
                "prorated_members",
                "--since",
                "2026-01-01",
                "--until",
                "2026-02-01",
                "--subject",
                "seats",
                "--json"));

    assertEquals(
        "[{\"reason\":\"'action' is neither 'joined' nor 'left'\",\"events\":1,\"example\":\"seats-018\"}]",
        trial.get(0).get("skipped").toString());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --meter nope --since 2026-01-01                    | there is no meter 'nope'; the meters are active_users, average, by_size, by_user,
          --meter sized --profile big --since 2026-01-01     | meter 'sized' has no profile 'big'; its profiles are small, european
          --meter sum --since 2026-02-01 --until 2026-02-01  | there is no day from 2026-02-01 until 2026-02-01
          --meter sum --since 2026-02-01 --time-zone Mars    | Unknown time-zone ID: Mars
          """)
  void refusesWhatIsNotThere(String options, String message) {
    Outcome outcome = test(options.split(" +"));

    assertTrue(outcome.err().contains(message), outcome.err());
    assertEquals(2, outcome.exitCode());
  }

  private static Outcome test(String... options) {
    String[] command = new String[options.length + 2];
    command[0] = "meters";
    command[1] = "test";
    System.arraycopy(options, 0, command, 2, options.length);
    return Aggregations.lake().run(command);
  }
}
