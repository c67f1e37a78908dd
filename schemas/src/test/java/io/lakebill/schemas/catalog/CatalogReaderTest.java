package io.lakebill.schemas.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.pricing.model.Bounds;
import io.lakebill.pricing.model.BulkPricing;
import io.lakebill.pricing.model.PackagePricing;
import io.lakebill.pricing.model.UnitConversion;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.money.Rounding;
import io.lakebill.pricing.period.Anchor;
import io.lakebill.pricing.period.Cadence;
import io.lakebill.pricing.period.Timing;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogReaderTest {

  private static final Catalog CATALOG = Catalogs.full();

  @Test
  void readsAMeterThatCounts() {
    Meter requests = CATALOG.meter("requests").orElseThrow();

    assertEquals("Requests", requests.name());
    assertEquals("request", requests.eventName());
    assertEquals(
        List.of(
            MeterDimension.ofProperty("region"),
            MeterDimension.ofProperty("tier"),
            new MeterDimension(
                "status_class",
                "CASE WHEN properties['status'] < 400 THEN 'ok' ELSE 'failed' END")),
        requests.dimensions());
    assertEquals(
        Profile.of(
            "", Aggregation.COUNT, null, "try_cast(properties['status'] AS INT) < 500", List.of()),
        CATALOG.profile("requests").orElseThrow());
  }

  @Test
  void readsWhatOnlySomeAggregationsTake() {
    assertEquals(
        Optional.of(new Operation("action", "assigned", "revoked")),
        CATALOG.profile("licences").orElseThrow().comingAndGoing());
    assertEquals(
        Optional.of(Window.HOUR), CATALOG.profile("peak_memory").orElseThrow().countedPer());
    assertEquals(
        Optional.of("sum(properties['bytes'] * properties['copies'])"),
        CATALOG.profile("stored_copies").orElseThrow().aggregatedProperty());
    assertEquals(500, CATALOG.meter("licences").orElseThrow().maxDimensionValues());
    assertEquals(100_000, CATALOG.meter("requests").orElseThrow().maxDimensionValues());
  }

  @Test
  void readsARuleWithOneValueAsAListOfOne() {
    assertEquals(
        List.of(new Rule(List.of("country"), Operator.IN, List.of("USA"))),
        CATALOG.profile("requests_from_usa").orElseThrow().where());
  }

  @Test
  void namesProfilesByTheirMeter() {
    Meter voice = CATALOG.meter("voice.intl_minutes").orElseThrow();

    assertEquals(
        List.of("voice.local_calls", "voice.intl_minutes"),
        voice.profiles().stream().map(voice::reference).toList());
    assertEquals(Optional.empty(), CATALOG.meter("voice"));
  }

  @Test
  void addsWhatTheMeterAsksToEachOfItsProfiles() {
    Rule rule = new Rule(List.of("kind"), Operator.EXISTS, List.of());

    assertEquals(
        Profile.of(
            "local_calls",
            Aggregation.COUNT,
            null,
            "(properties['test'] IS NULL) AND (properties['kind'] = 'local')",
            List.of(rule)),
        CATALOG.profile("voice.local_calls").orElseThrow());
    assertEquals(
        Profile.of(
            "intl_minutes",
            Aggregation.SUM,
            "minutes",
            "properties['test'] IS NULL",
            List.of(rule)),
        CATALOG.profile("voice.intl_minutes").orElseThrow());
  }

  @Test
  void readsAPlan() {
    Plan pro = CATALOG.plan("pro").orElseThrow();

    assertEquals(PlanStatus.ACTIVE, pro.status());
    assertEquals("USD", pro.currency().code());
    assertEquals(Cadence.MONTHLY, pro.cadence());
    assertEquals(Anchor.CALENDAR, pro.anchor());
    assertEquals(14, pro.paymentTermsDays());
    assertEquals(2, pro.graceDays());
    assertEquals(List.of("priority_support", "exports"), pro.entitlements());
    assertEquals(Optional.of(new BigDecimal("100")), pro.minimumAmount());
    assertEquals(13, pro.charges().size());
  }

  @Test
  void fillsInWhatAPlanLeavesOut() {
    Plan starter = CATALOG.plan("starter").orElseThrow();

    assertEquals("starter", starter.name());
    assertEquals(PlanStatus.ACTIVE, starter.status());
    assertEquals(Anchor.ANNIVERSARY, starter.anchor());
    assertEquals(30, starter.paymentTermsDays());
    assertEquals(0, starter.graceDays());
    assertEquals(List.of(), starter.unsupported());
  }

  @Test
  void readsFees() {
    RecurringCharge fee = assertInstanceOf(RecurringCharge.class, charge("platform_fee"));
    OneTimeCharge setup = assertInstanceOf(OneTimeCharge.class, charge("setup"));

    assertEquals("Platform fee", fee.name());
    assertEquals(new BigDecimal("49"), fee.fee().amount());
    assertEquals(Timing.ADVANCE, fee.timing());
    assertEquals(3, fee.recurrence().every());
    assertEquals(new BigDecimal("250"), setup.fee().amount());
    assertEquals(Timing.ARREARS, setup.timing());
  }

  @Test
  void givesTheMetersConversionToThePrice() {
    UsageCharge tokens = assertInstanceOf(UsageCharge.class, charge("tokens"));

    assertEquals(
        Optional.of(new UnitConversion(new BigDecimal("1000"), Rounding.UP)),
        tokens.price().unitConversion());
    assertEquals(Bounds.EXCLUSIVE, ((BulkPricing) tokens.price().model()).tiers().bounds());
  }

  @Test
  void readsPricesThatCharge() {
    UsageCharge intl = assertInstanceOf(UsageCharge.class, charge("intl"));

    assertInstanceOf(PackagePricing.class, intl.price().model());
    assertEquals("2.40", intl.price().charge(Usage.of("25")).amount().amount().toPlainString());
  }

  @Test
  void readsWhatAChargeSaysBesideItsPriceAsIfItStoodInIt() {
    UsageCharge capped = assertInstanceOf(UsageCharge.class, charge("capped"));

    assertEquals(Optional.of(new BigDecimal("500")), capped.price().limits().most());
  }

  @Test
  void whatAPlanSaysIsBilled() {
    assertEquals(List.of(), CATALOG.plan("pro").orElseThrow().unsupported());
  }

  @Test
  void mergesTheDocumentsOfADirectory(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("plans.json"),
        """
        {"plans": [{"id": "p", "currency": "EUR", "cadence": "weekly", "charges": [
          {"id": "c", "type": "usage", "meter": "m", "price": {"model": "unit", "unit_amount": "1"}}
        ]}]}
        """);
    Files.writeString(
        directory.resolve("meters.yml"), "meters: [{ id: m, event_name: e, aggregation: count }]");
    Files.writeString(directory.resolve("README.md"), "not a catalog");

    Catalog catalog = CatalogReader.read(directory);

    assertTrue(catalog.meter("m").isPresent());
    assertTrue(catalog.plan("p").isPresent());
  }

  private static PlanCharge charge(String id) {
    return CATALOG.plan("pro").flatMap(plan -> plan.charge(id)).orElseThrow();
  }
}
