package io.lakebill.schemas.account;

import io.lakebill.pricing.charge.PriceAdjustment;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CompositeCharge;
import io.lakebill.schemas.catalog.CountedCharge;
import io.lakebill.schemas.catalog.OneTimeCharge;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PlanCharge;
import io.lakebill.schemas.catalog.RecurringCharge;
import io.lakebill.schemas.catalog.UsageCharge;
import io.lakebill.schemas.document.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that tax rates do not contradict each other, and that price adjustments and quantities fit
 * the charges of their subscriptions' plans. Only imported rows are checked: a later catalog may
 * drop what stored rows are about.
 */
final class ContractChecks {

  private final AccountDocuments all;
  private final AccountDocuments imported;
  private final Catalog catalog;
  private final Map<String, Set<String>> plansOfSubscription = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param all what the lake holds after the import
   */
  ContractChecks(AccountDocuments all, AccountDocuments imported, Catalog catalog) {
    this.all = all;
    this.imported = imported;
    this.catalog = catalog;
    all.subscriptions().forEach(s -> plansOf(s.subscriptionId()).add(s.planId()));
    rows(all, RowKind.PLAN_CHANGES, AgreedPlanChange.class).stream()
        .filter(change -> plansOfSubscription.containsKey(change.subscriptionId()))
        .forEach(change -> plansOf(change.subscriptionId()).add(change.planId()));
  }

  private Set<String> plansOf(String subscription) {
    return plansOfSubscription.computeIfAbsent(subscription, any -> new TreeSet<>());
  }

  List<Problem> check() {
    overlaps(
        rows(all, RowKind.TAX_RATES, DatedTaxRate.class),
        rate -> RowKind.id(rate.taxRateId(), rate.country()),
        DatedTaxRate::validity);
    List<AgreedAdjustment> adjustments =
        rows(all, RowKind.PRICE_ADJUSTMENTS, AgreedAdjustment.class);
    overlaps(
        adjustments,
        row -> RowKind.id(charge(row), row.adjustmentKind().name()),
        AgreedAdjustment::validity);
    Map<String, List<AgreedAdjustment>> ofCharge =
        adjustments.stream().collect(Collectors.groupingBy(ContractChecks::charge));
    for (AgreedAdjustment row : rows(imported, RowKind.PRICE_ADJUSTMENTS, AgreedAdjustment.class)) {
      adjustment(row, ofCharge.get(charge(row)));
    }
    rows(imported, RowKind.QUANTITIES, ChargeQuantity.class).forEach(this::quantity);
    return problems;
  }

  private static <T extends AccountRow> List<T> rows(
      AccountDocuments documents, RowKind kind, Class<T> type) {
    return documents.of(kind).stream().map(type::cast).toList();
  }

  private static String charge(AgreedAdjustment row) {
    return RowKind.id(row.subscriptionId(), row.chargeId());
  }

  /** Of rows that stand for the same, no two may hold on the same day. */
  private <T extends AccountRow> void overlaps(
      List<T> rows, Function<T, String> same, Function<T, Validity> validity) {
    Set<String> ids =
        imported.rows().values().stream()
            .flatMap(List::stream)
            .map(row -> row.kind().path(row.id()))
            .collect(Collectors.toCollection(HashSet::new));
    Map<String, List<T>> groups =
        rows.stream()
            .sorted(Comparator.comparing((T row) -> validity.apply(row).from()))
            .collect(Collectors.groupingBy(same, TreeMap::new, Collectors.toList()));
    for (List<T> group : groups.values()) {
      T longest = group.get(0);
      for (T row : group.subList(1, group.size())) {
        if (validity.apply(row).overlaps(validity.apply(longest))) {
          boolean isNew = ids.contains(row.kind().path(row.id()));
          T wrong = isNew ? row : longest;
          T other = isNew ? longest : row;
          add(
              wrong,
              "from",
              "its days overlap those of '%s', which holds %s"
                  .formatted(other.id(), validity.apply(other)));
        }
        longest = endsLater(validity.apply(row), validity.apply(longest)) ? row : longest;
      }
    }
  }

  private static boolean endsLater(Validity one, Validity other) {
    return one.end().orElse(LocalDate.MAX).isAfter(other.end().orElse(LocalDate.MAX));
  }

  private void adjustment(AgreedAdjustment row, List<AgreedAdjustment> ofCharge) {
    ChargeAdjustments together = new ChargeAdjustments(ofCharge, List.of());
    for (PlanCharge charge : charges(row, row.subscriptionId(), row.chargeId())) {
      days(row, ofCharge)
          .flatMap(day -> together.on(day).stream())
          .distinct()
          .forEach(adjustment -> attempt(row, charge, adjustment));
    }
  }

  /** The days of an adjustment on which other ones begin or end beside it. */
  private static Stream<LocalDate> days(AgreedAdjustment row, List<AgreedAdjustment> ofCharge) {
    return ofCharge.stream()
        .map(AgreedAdjustment::validity)
        .flatMap(Validity::edges)
        .filter(row.validity()::includes)
        .distinct()
        .sorted();
  }

  /** What {@code pricing} refuses is a problem of the row. */
  private void attempt(AgreedAdjustment row, PlanCharge charge, PriceAdjustment adjustment) {
    try {
      if (charge instanceof RecurringCharge recurring) {
        adjustment.apply(recurring.fee());
      } else if (charge instanceof OneTimeCharge once) {
        adjustment.apply(once.fee());
      } else if (charge instanceof UsageCharge usage) {
        adjustment.apply(usage.price());
      } else if (charge instanceof CountedCharge counted) {
        adjustment.apply(counted.price());
      } else if (charge instanceof CompositeCharge) {
        add(row, "charge_id", "composite charges have no price of their own to adjust");
      }
    } catch (IllegalArgumentException e) {
      add(row, "value", e.getMessage());
    }
  }

  private void quantity(ChargeQuantity row) {
    for (PlanCharge charge : charges(row, row.subscriptionId(), row.chargeId())) {
      if (!(charge instanceof RecurringCharge || charge instanceof OneTimeCharge)) {
        add(
            row,
            "charge_id",
            "charge '%s' is of type %s; quantities are for recurring and one_time charges"
                .formatted(charge.id(), charge.type()));
      }
    }
  }

  /** The charge in the plans' ramps and after them, as they are and were; none is a problem. */
  private List<PlanCharge> charges(AccountRow row, String subscription, String chargeId) {
    Set<String> planIds = plansOfSubscription.get(subscription);
    if (planIds == null) {
      Set<String> known = plansOfSubscription.keySet();
      add(row, "subscription_id", AccountChecks.unknown("subscription", subscription, known));
      return List.of();
    }
    // A plan that there is not is the problem of the row that names it.
    List<Plan> plans = planIds.stream().flatMap(id -> catalog.plan(id).stream()).toList();
    List<PlanCharge> charges = plans.stream().flatMap(plan -> charges(plan).stream()).toList();
    List<PlanCharge> named =
        charges.stream().filter(charge -> charge.id().equals(chargeId)).distinct().toList();
    if (named.isEmpty() && plans.size() == planIds.size()) {
      Set<String> ids = charges.stream().map(PlanCharge::id).collect(Collectors.toSet());
      add(
          row,
          "charge_id",
          "plan '%s' of the subscription: %s"
              .formatted(
                  String.join("', '", planIds), AccountChecks.unknown("charge", chargeId, ids)));
    }
    return named;
  }

  private static List<PlanCharge> charges(Plan plan) {
    return plan.versions()
        .flatMap(version -> version.terms().values())
        .flatMap(terms -> terms.charges().stream())
        .toList();
  }

  private void add(AccountRow row, String column, String message) {
    problems.add(all.problem(row, column, message));
  }
}
