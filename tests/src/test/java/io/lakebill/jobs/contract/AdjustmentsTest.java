package io.lakebill.jobs.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.charge.PriceAdjustment;
import io.lakebill.schemas.table.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AdjustmentsTest {

  private static final Adjustments AGREED =
      Adjustments.of(
          List.of(
              adjustment("a1", "s1", "seats", "override", "12.000000000000000000"),
              adjustment("a2", "s1", "seats", "percent", "-15.000000000000000000"),
              adjustment("a3", "s2", "storage", "fixed", "0.010000000000000000")),
          List.of(quantity("s1", "seats", "5"), quantity("s2", "seats", "7")));

  @Test
  void pricesAndQuantitiesOfAChargeAreOne() {
    assertEquals(
        Optional.of(
            new PriceAdjustment(
                new BigDecimal("12"), new BigDecimal("-15"), BigDecimal.ZERO, new BigDecimal("5"))),
        on("s1", "seats", "2026-02-01"));
    assertEquals(
        Optional.of(PriceAdjustment.NONE.withQuantity(new BigDecimal("7"))),
        on("s2", "seats", "2026-02-01"));
    assertEquals(
        Optional.of(PriceAdjustment.NONE.withFixed(new BigDecimal("0.01"))),
        on("s2", "storage", "2026-02-01"));
  }

  @Test
  void whatWasAgreedForOneIsForNoOther() {
    assertEquals(Optional.empty(), on("s1", "storage", "2026-02-01"));
    assertEquals(Optional.empty(), on("s3", "seats", "2026-02-01"));
  }

  @Test
  void nothingHoldsBeforeItStartsAndAfterItEnds() {
    assertEquals(Optional.empty(), on("s2", "storage", "2026-01-31"));
    assertEquals(Optional.empty(), on("s2", "storage", "2026-03-01"));
  }

  @Test
  void travelsToTasks() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(AGREED);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      Adjustments arrived = (Adjustments) in.readObject();
      assertEquals(
          on("s1", "seats", "2026-02-01"), arrived.of("s1", "seats").on(LocalDate.of(2026, 2, 1)));
    }
  }

  private static Optional<PriceAdjustment> on(String subscription, String charge, String day) {
    return AGREED.of(subscription, charge).on(LocalDate.parse(day));
  }

  private static Row adjustment(
      String id, String subscription, String charge, String kind, String value) {
    return Rows.of(
        Table.PRICE_ADJUSTMENTS,
        "price_adjustment_id",
        id,
        "subscription_id",
        subscription,
        "charge_id",
        charge,
        "kind",
        kind,
        "value",
        new BigDecimal(value),
        "from_date",
        LocalDate.of(2026, 2, 1),
        "until_date",
        LocalDate.of(2026, 3, 1));
  }

  private static Row quantity(String subscription, String charge, String quantity) {
    return Rows.of(
        Table.QUANTITIES,
        "subscription_id",
        subscription,
        "charge_id",
        charge,
        "quantity",
        new BigDecimal(quantity).setScale(18),
        "from_date",
        LocalDate.of(2026, 2, 1));
  }
}
