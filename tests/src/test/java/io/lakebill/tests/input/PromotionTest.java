package io.lakebill.tests.input;

import static io.lakebill.tests.input.HandedOver.file;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What meters read has columns of its own, and usage does not hang on when it got them. */
@ExtendWith(SparkExtension.class)
class PromotionTest {

  private static final String PLAN =
      """
      plans:
        - id: basic
          currency: USD
          cadence: monthly
          anchor: calendar
          charges:
            - { id: big, type: usage, meter: big, price: { model: unit, unit_amount: "1" } }
      """;

  private static final String SMALL =
      """
      meters:
        - { id: big, event_name: visit, aggregation: sum, property: size, filter: "properties['kind'] = 'a'" }
      """;

  private static final String LARGER =
      SMALL.replace("'a'\"", "'a' AND properties['place'] <> 'c'\"");

  @Test
  void usageIsTheSameHoweverMuchWasPromotedWhenEventsLanded() throws IOException {
    TestLake lake = TestLake.at(Scratch.directory("promotion"));
    land(lake, "1,a,5,x");
    apply(lake, SMALL);
    lake.run("accounts", "import", accounts()).done();
    land(lake, "2,a,7,x", "3,b,11,x");
    apply(lake, LARGER);
    land(lake, "4,a,13,x", "5,a,17,c", "6,a,,x");

    lake.nightly("2026-09-05").done();

    assertEquals("25", lake.value("SELECT CAST(quantity AS INT) FROM usage"));
    assertEquals(
        List.of("1,", "2,kind size", "3,kind place size"),
        lake.rows(
            """
            SELECT landing, concat_ws(' ', coalesce(promoted['visit'], array()))
            FROM landings ORDER BY landing
            """));
    assertEquals(
        List.of("4,a,x,13", "5,a,c,17", "6,a,x,null"),
        lake.rows(
            """
            SELECT event_id, property_1, property_2, property_3 FROM events
            WHERE landing = 3 ORDER BY event_id
            """));
  }

  private static void apply(TestLake lake, String meters) throws IOException {
    lake.run("catalog", "apply", "--catalog", file("catalog.yaml", meters + PLAN).toString())
        .done();
  }

  private static void land(TestLake lake, String... rows) throws IOException {
    String lines =
        Stream.of(rows)
            .map(row -> row + ",2026-09-02T10:00:00Z,acme\n")
            .collect(Collectors.joining());
    HandedOver.land(lake, "visits", "csv", file("rows.csv", "id,kind,size,place,at,who\n" + lines))
        .done();
  }

  private static String accounts() throws IOException {
    Path folder = Files.createDirectories(Scratch.directory("promotion-accounts"));
    Files.writeString(folder.resolve("sellers.csv"), "seller_id,name\nus,Example Inc.\n");
    Files.writeString(folder.resolve("accounts.csv"), "account_id,name\nacme,Acme\n");
    Files.writeString(
        folder.resolve("subscriptions.csv"),
        "subscription_id,account_id,plan_id,start_date\nacme-basic,acme,basic,2026-09-01\n");
    return folder.toString();
  }
}
