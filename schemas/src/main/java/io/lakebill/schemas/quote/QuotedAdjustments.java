package io.lakebill.schemas.quote;

import io.lakebill.schemas.account.AgreedAdjustment;
import io.lakebill.schemas.account.ChargeAdjustments;
import io.lakebill.schemas.account.Validity;
import io.lakebill.schemas.document.Element;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What is quoted instead of a plan's prices and quantities. No two of a kind hold on a day. */
final class QuotedAdjustments {

  private final List<AgreedAdjustment> rows = new ArrayList<>();

  /**
   * Adds what an element says of a charge, for some days.
   *
   * @throws IllegalArgumentException if nobody can agree on that, or something else was
   */
  Validity add(Element at, Validity days) {
    String charge = at.required("charge");
    for (AgreedAdjustment.Kind kind : AgreedAdjustment.Kind.values()) {
      String field = kind.name().toLowerCase(Locale.ROOT);
      at.decimal(field)
          .map(
              value ->
                  new AgreedAdjustment(
                      field + "-" + rows.size(), "quote", charge, kind, value, days))
          .ifPresent(this::add);
    }
    return days;
  }

  private void add(AgreedAdjustment row) {
    for (AgreedAdjustment other : rows) {
      if (other.chargeId().equals(row.chargeId())
          && other.adjustmentKind() == row.adjustmentKind()
          && other.validity().overlaps(row.validity())) {
        throw new IllegalArgumentException(
            "charge %s: its %s %s overlaps another, %s"
                .formatted(
                    row.chargeId(),
                    row.adjustmentKind().name().toLowerCase(Locale.ROOT),
                    row.validity(),
                    other.validity()));
      }
    }
    rows.add(row);
  }

  /** All of them. */
  Map<String, ChargeAdjustments> byCharge() {
    return rows.stream()
        .collect(
            Collectors.groupingBy(
                AgreedAdjustment::chargeId,
                LinkedHashMap::new,
                Collectors.collectingAndThen(
                    Collectors.toList(), of -> new ChargeAdjustments(of, List.of()))));
  }
}
