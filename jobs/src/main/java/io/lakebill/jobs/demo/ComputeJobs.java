package io.lakebill.jobs.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Batch jobs that finished, in the workspaces of customers and in two that nobody knows. */
final class ComputeJobs {

  private static final List<String> KINDS = List.of("geocode", "match", "route_matrix", "export");
  private static final List<String> LABELS =
      List.of(
          "nightly refresh",
          "customer list, new rows only",
          "depots, EU and US",
          "the \"big\" match",
          "weekly export",
          "ad hoc");
  private static final double JOBS_PER_CALL = 0.12;
  private static final int FIRST_NUMBER = 100_000;

  private final Dice dice;
  private final List<DemoEvent> jobs = new ArrayList<>();

  private ComputeJobs(Dice dice) {
    this.dice = dice;
  }

  static List<DemoEvent> of(DemoAccounts accounts, Dice dice) {
    ComputeJobs made = new ComputeJobs(dice);
    for (Customer customer : accounts.customers()) {
      if (customer.isProfessional()) {
        double perDay = 3 + customer.callsPerDay() * JOBS_PER_CALL;
        made.add(customer, customer.workspace(), customer.start(), perDay);
      }
    }
    Customer owner = accounts.ownerOfForgotten();
    made.add(owner, DemoAccounts.FORGOTTEN_WORKSPACE, DemoAccounts.FORGOTTEN_FROM, 8);
    made.add(owner, DemoAccounts.STRAY_WORKSPACE, LocalDate.parse("2026-09-07"), 0.5);
    return made.numbered();
  }

  /** Ids in the order in which the jobs finished. */
  private List<DemoEvent> numbered() {
    jobs.sort(Comparator.comparing(DemoEvent::time));
    List<DemoEvent> numbered = new ArrayList<>();
    for (DemoEvent job : jobs) {
      String id = "job-" + (FIRST_NUMBER + numbered.size());
      numbered.add(new DemoEvent(id, job.time(), job.name(), job.subject(), job.properties()));
    }
    return numbered;
  }

  private void add(Customer like, String workspace, LocalDate from, double perDay) {
    for (LocalDate day : like.days()) {
      double busy = like.rhythm().of(day) * dice.between(0.8, 1.2);
      int count = day.isBefore(from) ? 0 : dice.round(perDay * busy);
      for (int i = 0; i < count; i++) {
        jobs.add(job(like, workspace, day));
      }
    }
  }

  private DemoEvent job(Customer like, String workspace, LocalDate day) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("kind", KINDS.get(dice.weighted(45, 25, 20, 10)));
    properties.put("label", dice.oneOf(LABELS));
    properties.put(
        "status", List.of("succeeded", "failed", "cancelled").get(dice.weighted(92, 5, 3)));
    properties.put("cpu_seconds", dice.skewed(240 + 2 * like.callsPerDay(), 0.7, 1));
    properties.put("workers", (int) dice.skewed(2 + like.callsPerDay() / 30.0, 0.45));
    return new DemoEvent(
        "",
        like.rhythm().during(day, like.zone(), dice).truncatedTo(ChronoUnit.SECONDS),
        "job_finished",
        workspace,
        properties);
  }
}
