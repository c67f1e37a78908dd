package io.lakebill.schemas.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.schemas.document.InvalidDocuments;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which plan a period has when catalogs follow each other. */
class NextCatalogTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

  private static final String METERS =
      """
      {"id": "calls", "event_name": "call", "aggregation": "count", "dimensions": ["region"]},
      {"id": "bytes", "event_name": "call", "aggregation": "sum", "property": "bytes"}
      """;

  private static Catalog catalog(String meters, String... plans) {
    return CatalogReader.fromJson(
        "{\"meters\": [%s], \"plans\": [%s]}".formatted(meters, String.join(",", plans)));
  }

  private static String plan(String id, String status, String meter, int amount) {
    return """
        {"id": "%s", "status": "%s", "currency": "USD", "cadence": "monthly", "charges": [
          {"id": "use", "type": "usage", "meter": "%s",
           "price": {"model": "unit", "unit_amount": "%d"}}]}
        """
        .formatted(id, status, meter, amount);
  }

  private static Catalog next(Catalog inForce, Catalog wanted, String from) {
    return new NextCatalog(inForce, wanted, LocalDate.parse(from)).catalog();
  }

  /** What a plan bills on each day, told by its amount and its meter. */
  private static String billed(Catalog catalog, String plan, LocalDate day) {
    UsageCharge use = (UsageCharge) catalog.charge(plan, "use", day).orElseThrow();
    return use.meter() + " " + use.price();
  }

  /**
   * The law: a history of catalogs says of each day what the last one said whose day had come, and
   * of those with the same or a later day the last.
   */
  @Test
  void aDayHasThePlanOfTheLastCatalogWhoseDayHadCome() {
    Random random = new Random(40);
    for (int tried = 0; tried < 500; tried++) {
      Catalog inForce = catalog(METERS, random(random));
      List<Catalog> wanted = new ArrayList<>(List.of(inForce));
      List<LocalDate> days = new ArrayList<>(List.of(LocalDate.MIN));
      for (int i = random.nextInt(6); i > 0; i--) {
        LocalDate from = FIRST.plusDays(random.nextInt(12));
        Catalog next = catalog(METERS, random(random));
        inForce = new NextCatalog(inForce, next, from).catalog();
        assertEquals(inForce, new NextCatalog(inForce, next, from.plusDays(3)).catalog());
        boolean isAsLast =
            billed(wanted.get(wanted.size() - 1), "p", FIRST).equals(billed(next, "p", FIRST));
        if (!isAsLast) {
          while (!days.get(days.size() - 1).isBefore(from)) {
            days.remove(days.size() - 1);
            wanted.remove(wanted.size() - 1);
          }
          days.add(from);
          wanted.add(next);
        }
        for (int day = -1; day < 14; day++) {
          LocalDate on = FIRST.plusDays(day);
          int last = days.size() - 1;
          while (days.get(last).isAfter(on)) {
            last--;
          }
          assertEquals(billed(wanted.get(last), "p", FIRST), billed(inForce, "p", on));
        }
        assertEquals(inForce, CatalogReader.fromJson(inForce.toJson()));
      }
    }
  }

  private static String random(Random random) {
    return plan("p", "active", random.nextBoolean() ? "calls" : "bytes", random.nextInt(3));
  }

  @Test
  void namesAndStatusesHoldAtOnceAndForAllTime() {
    Catalog before = catalog(METERS, plan("p", "active", "calls", 1));
    Catalog next = next(before, catalog(METERS, plan("p", "archived", "calls", 1)), "2026-02-01");
    assertEquals(PlanStatus.ARCHIVED, next.plan("p", FIRST).orElseThrow().status());
    assertEquals(List.of(), next.plan("p").orElseThrow().earlier());
  }

  @Test
  void aDraftIsReplacedAndSoIsAPlanThatTellsItsHistory() {
    Catalog before = catalog(METERS, plan("p", "draft", "calls", 1));
    Catalog wanted = catalog(METERS, plan("p", "active", "calls", 2));
    assertEquals(wanted, next(before, wanted, "2026-02-01"));

    String told =
        plan("p", "active", "calls", 3).stripTrailing().replaceFirst("}$", "")
            + ", \"earlier\": [{\"until\": \"2026-05-01\", \"plan\": %s}]}"
                .formatted(plan("p", "active", "calls", 9));
    Catalog history = catalog(METERS, told);
    assertEquals(history, next(wanted, history, "2026-02-01"));
  }

  @Test
  void whatAPlanNeedsAsItWasStaysInTheCatalog() {
    Catalog before = catalog(METERS, plan("p", "active", "bytes", 1));
    String calls = METERS.lines().findFirst().orElseThrow().replaceFirst(",\\s*$", "");
    Catalog next = next(before, catalog(calls, plan("p", "active", "calls", 1)), "2026-02-01");
    assertEquals(before.meter("bytes"), next.meter("bytes"));
    assertEquals(List.of("p", "p@2026-02-01"), keys(next));
    assertEquals("p", next.plan("p").orElseThrow().meteredAs(LocalDate.parse("2026-01-31")));
    assertEquals(
        "p@2026-02-01", next.plan("p").orElseThrow().meteredAs(LocalDate.parse("2026-02-01")));
  }

  @Test
  void aNewAmountIsMeteredAsBefore() {
    Catalog before = catalog(METERS, plan("p", "active", "bytes", 1));
    Catalog next = next(before, catalog(METERS, plan("p", "active", "bytes", 2)), "2026-02-01");
    assertEquals(List.of("p"), keys(next));
  }

  @Test
  void aPriceThatIsFromALaterDayOnLeavesWhatHasBegunAlone() {
    String price = "\"price\": {\"model\": \"unit\", \"unit_amount\": \"1\"}";
    String plan = plan("p", "active", "calls", 1);
    String dated =
        plan.replace(
            price,
            "\"prices\": [{\"from\": \"2025-01-01\", %s}, {\"from\": \"2026-02-01\", %s}]"
                .formatted(price, price.replace("\"1\"", "\"2\"")));
    Catalog before = catalog(METERS, plan);
    Catalog wanted = catalog(METERS, dated);
    assertEquals(wanted, next(before, wanted, "2026-02-01"));
    assertEquals(1, next(before, wanted, "2026-02-02").plan("p").orElseThrow().earlier().size());
  }

  private static List<String> keys(Catalog catalog) {
    return catalog.meteredPlans().stream().map(MeteredPlan::key).toList();
  }

  @Test
  void aMeterThatAPlanAsItWasCannotUseAnyMoreIsRefused() {
    String matrix =
        """
        {"id": "p", "currency": "USD", "cadence": "monthly", "charges": [
          {"id": "use", "type": "usage", "meter": "calls", "price": {"model": "matrix",
           "dimensions": ["region"], "cells": [{"region": "eu", "unit_amount": "1"}]}}]}
        """;
    String other =
        """
        {"id": "calls", "event_name": "call", "aggregation": "count"}
        """;
    NextCatalog next =
        new NextCatalog(
            catalog(METERS, matrix),
            catalog(other, plan("p", "active", "calls", 1)),
            LocalDate.parse("2026-02-01"));
    InvalidDocuments refused = assertThrows(InvalidDocuments.class, next::catalog);
    assertTrue(
        refused.getMessage().contains("'region' is not a dimension of meter 'calls'"),
        refused.getMessage());
  }

  @Test
  void aHistoryIsInOrderAndOfOnePlan() {
    String was = "{\"until\": \"%s\", \"plan\": %s}";
    String first = was.formatted("2026-02-01", plan("p", "active", "calls", 1));
    String before = was.formatted("2026-01-01", plan("p", "active", "calls", 1));
    String other = was.formatted("2026-03-01", plan("q", "active", "calls", 1));
    assertTrue(message(first, before).contains("in the order of time"), message(first, before));
    assertTrue(message(first, other).contains("a plan keeps its id"), message(first, other));
    String template = first.replace("\"id\": \"p\"", "\"extends\": \"t\", \"id\": \"p\"");
    assertTrue(message(template).contains("extends no template"), message(template));
  }

  private static String message(String... earlier) {
    String plan =
        plan("p", "active", "calls", 3).stripTrailing().replaceFirst("}$", "")
            + ", \"earlier\": ["
            + String.join(",", earlier)
            + "]}";
    return assertThrows(InvalidDocuments.class, () -> catalog(METERS, plan)).getMessage();
  }
}
