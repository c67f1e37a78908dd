package io.lakebill.jobs.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each account stores, once a day per storage class. It grows, and is cleaned up at times. */
final class StorageSnapshots {

  private static final LocalTime TAKEN_AT = LocalTime.of(19, 0);
  private static final double CLEAN_UPS = 0.04;

  private StorageSnapshots() {}

  static List<DemoEvent> of(List<Customer> customers, Dice dice) {
    List<DemoEvent> snapshots = new ArrayList<>();
    for (Customer customer : customers) {
      double hot = dice.skewed(4.0 * customer.callsPerDay(), 0.2);
      double archive = customer.isProfessional() ? hot * dice.between(1.5, 4.0) : 0;
      for (LocalDate day : customer.days()) {
        hot *= dice.chance(CLEAN_UPS) ? dice.between(0.85, 0.95) : dice.between(1.0, 1.01);
        snapshots.add(snapshot(customer, day, "hot", hot));
        if (archive > 0) {
          archive *= dice.between(1.0, 1.006);
          snapshots.add(snapshot(customer, day, "archive", archive));
        }
      }
    }
    return snapshots;
  }

  private static DemoEvent snapshot(Customer customer, LocalDate day, String kept, double gb) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("class", kept);
    properties.put("stored_gb", BigDecimal.valueOf(gb).setScale(3, RoundingMode.HALF_UP));
    properties.put("places", (long) (gb * 1_450));
    return new DemoEvent(
        "snap-" + customer.slug() + "-" + kept + "-" + day,
        taken(customer, day),
        "storage_snapshot",
        customer.accountId(),
        properties);
  }

  private static Instant taken(Customer customer, LocalDate day) {
    return day.atTime(TAKEN_AT).atZone(customer.zone()).toInstant();
  }
}
