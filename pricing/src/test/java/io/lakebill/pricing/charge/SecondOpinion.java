package io.lakebill.pricing.charge;

import io.lakebill.pricing.model.Bounds;
import io.lakebill.pricing.model.BulkPricing;
import io.lakebill.pricing.model.CommittedPricing;
import io.lakebill.pricing.model.GraduatedPercentagePricing;
import io.lakebill.pricing.model.GroupedPricing;
import io.lakebill.pricing.model.HourlyCommitment;
import io.lakebill.pricing.model.MatrixPricing;
import io.lakebill.pricing.model.PackagePricing;
import io.lakebill.pricing.model.PercentagePricing;
import io.lakebill.pricing.model.PricingModel;
import io.lakebill.pricing.model.StairStepPricing;
import io.lakebill.pricing.model.Tier;
import io.lakebill.pricing.model.TieredPricing;
import io.lakebill.pricing.model.Tiers;
import io.lakebill.pricing.model.UnitPricing;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.model.WindowedPricing;
import io.lakebill.pricing.model.ZeroUsage;
import io.lakebill.pricing.period.Proration;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a price comes to, computed a second time: from the same documents, on exact rationals, by
 * other formulae (tiers as changes of slope, cells by trying all). It calls no method of a price or
 * model that computes.
 *
 * @param quantity in the priced unit
 * @param exact before it is rounded to money
 */
record SecondOpinion(Fraction quantity, Fraction exact) {

  static SecondOpinion of(Price price, Usage usage, List<BigDecimal> events, Proration proration) {
    PricingModel model =
        price.model() instanceof CommittedPricing whole ? whole.inner() : price.model();
    boolean split =
        model instanceof MatrixPricing
            || model instanceof GroupedPricing
            || model instanceof WindowedPricing;
    Map<List<String>, Fraction> metered = new LinkedHashMap<>();
    usage
        .cells()
        .forEach(
            (values, quantity) ->
                metered.merge(split ? values : List.of(), Fraction.of(quantity), Fraction::plus));
    if (!split && metered.isEmpty()) {
      metered.put(List.of(), Fraction.ZERO);
    }
    metered.replaceAll((values, quantity) -> converted(price, quantity));

    Fraction used = metered.values().stream().reduce(Fraction.ZERO, Fraction::plus);
    Fraction included = Fraction.of(price.includedUnits());
    Fraction sum = Fraction.ZERO;
    for (var cell : metered.entrySet()) {
      Fraction left = cell.getValue().size().minus(included).most(Fraction.ZERO);
      Fraction quantity = left.times(Fraction.of(cell.getValue().sign()));
      sum = sum.plus(amount(model, cell.getKey(), cell.getValue(), quantity, events));
    }
    if (price.model() instanceof CommittedPricing whole) {
      sum = committed(whole, sum, used);
    }
    return new SecondOpinion(used, limited(price, sum, proration));
  }

  private static Fraction converted(Price price, Fraction quantity) {
    if (price.conversion() == null) {
      return quantity;
    }
    Fraction divided = quantity.over(Fraction.of(price.conversion().factor())).nearest(18);
    Fraction sign = Fraction.of(divided.sign());
    return switch (price.conversion().rounding()) {
      case NONE -> divided;
      case UP -> divided.size().ceiling().times(sign);
      case DOWN -> divided.size().floor().times(sign);
      case NEAREST -> divided.nearest(0);
    };
  }

  /** What is beyond the commitment, once more and so often; what is missing to it, if it is. */
  private static Fraction committed(CommittedPricing model, Fraction sum, Fraction used) {
    Fraction sign = Fraction.of(sum.sign() == 0 ? used.sign() : sum.sign());
    Fraction beyond = sum.size().minus(Fraction.of(model.commitment()));
    Fraction more =
        beyond.sign() > 0
            ? beyond.times(Fraction.of(model.overageFactor()).minus(Fraction.of(1)))
            : model.isTruedUp() ? Fraction.ZERO.minus(beyond) : Fraction.ZERO;
    return sum.plus(more.times(sign));
  }

  private static Fraction limited(Price price, Fraction sum, Proration proration) {
    Fraction limited = sum;
    if (price.limits().maximum() != null) {
      Fraction cap = Fraction.of(price.limits().maximum());
      limited = limited.size().least(cap).times(Fraction.of(sum.sign()));
    }
    if (price.limits().minimum() != null && limited.sign() >= 0) {
      Fraction part = Fraction.of(proration.days()).over(Fraction.of(proration.fullDays()));
      limited = limited.most(Fraction.of(price.limits().minimum()).times(part).nearest(18));
    }
    return limited;
  }

  private static Fraction amount(
      PricingModel model,
      List<String> values,
      Fraction used,
      Fraction quantity,
      List<BigDecimal> events) {
    if (model instanceof MatrixPricing matrix) {
      return quantity.times(cellAmount(matrix, values));
    }
    if (model instanceof GroupedPricing grouped) {
      return amount(grouped.inner(), values, used, quantity, events);
    }
    if (model instanceof CommittedPricing committed) {
      return committed(committed, amount(committed.inner(), values, used, quantity, events), used);
    }
    if (model instanceof WindowedPricing windows) {
      return amount(ofHour(windows, values), values, used, quantity, events);
    }
    if (model instanceof PercentagePricing percentage) {
      return percentage.eventLimits().minimum() == null
              && percentage.eventLimits().maximum() == null
          ? ofTotal(percentage, quantity, events)
          : ofEach(percentage, events);
    }
    Fraction amount = ofSize(model, quantity.size());
    return quantity.sign() < 0 ? Fraction.ZERO.minus(amount) : amount;
  }

  /** The model with the commitment of the hour that stands last in the values. */
  private static PricingModel ofHour(WindowedPricing windows, List<String> values) {
    PricingModel inner = windows.inner();
    for (HourlyCommitment part : windows.byHour()) {
      int hour = Integer.parseInt(values.get(1));
      if (hour >= part.from() && hour < part.until() && inner instanceof CommittedPricing all) {
        inner =
            new CommittedPricing(
                all.inner(), part.commitment(), all.overageFactor(), all.isTruedUp());
      }
    }
    return inner;
  }

  private static Fraction ofSize(PricingModel model, Fraction size) {
    if (model instanceof UnitPricing unit) {
      return size.times(Fraction.of(unit.unitAmount()));
    }
    if (model instanceof PackagePricing packages) {
      Fraction paid = size.minus(Fraction.of(packages.freeUnits())).most(Fraction.ZERO);
      Fraction count = paid.over(Fraction.of(packages.packageSize())).ceiling();
      return count.times(Fraction.of(packages.packageAmount()));
    }
    if (model instanceof TieredPricing tiered) {
      return bySlope(tiered.tiers(), size, Fraction.of(1));
    }
    if (model instanceof GraduatedPercentagePricing graduated) {
      return bySlope(graduated.tiers(), size, Fraction.of(1).over(Fraction.of(100)));
    }
    if (model instanceof BulkPricing bulk) {
      return ofReached(bulk.tiers(), size);
    }
    return model instanceof StairStepPricing stairs ? ofReached(stairs.steps(), size) : size;
  }

  /** Each bound changes the slope of the line from there on. */
  private static Fraction bySlope(Tiers tiers, Fraction size, Fraction scale) {
    Fraction amount = Fraction.ZERO;
    Fraction slope = Fraction.ZERO;
    Fraction begin = Fraction.ZERO;
    for (Tier tier : tiers.asList()) {
      Fraction own = Fraction.of(tier.unitAmount()).times(scale);
      if (tier.blockSize() != null) {
        Fraction end = tier.lastUnit() == null ? size : Fraction.of(tier.lastUnit()).least(size);
        amount = amount.plus(blocks(tier, end.minus(begin).most(Fraction.ZERO)).times(own));
        own = Fraction.ZERO;
      }
      amount = amount.plus(own.minus(slope).times(size.minus(begin).most(Fraction.ZERO)));
      amount = amount.plus(isPast(tiers, begin, size) ? flat(tier) : Fraction.ZERO);
      slope = own;
      begin = tier.lastUnit() == null ? begin : Fraction.of(tier.lastUnit());
    }
    return amount;
  }

  private static Fraction ofReached(Tiers tiers, Fraction size) {
    List<Tier> passed = new ArrayList<>();
    Fraction begin = Fraction.ZERO;
    for (Tier tier : tiers.asList()) {
      if (isPast(tiers, begin, size)) {
        passed.add(tier);
      }
      begin = tier.lastUnit() == null ? begin : Fraction.of(tier.lastUnit());
    }
    if (passed.isEmpty()) {
      return Fraction.ZERO;
    }
    Tier reached = passed.get(passed.size() - 1);
    Fraction units = reached.blockSize() == null ? size : blocks(reached, size);
    return units.times(Fraction.of(reached.unitAmount())).plus(flat(reached));
  }

  private static Fraction blocks(Tier tier, Fraction units) {
    return units.over(Fraction.of(tier.blockSize())).ceiling();
  }

  /** Whether a tier that begins there is entered. */
  private static boolean isPast(Tiers tiers, Fraction begin, Fraction size) {
    boolean onIt =
        begin.sign() == 0
            ? tiers.zeroUsage() == ZeroUsage.FLAT_AMOUNT
            : tiers.bounds() == Bounds.EXCLUSIVE;
    return size.compareTo(begin) > 0 || (onIt && size.compareTo(begin) == 0);
  }

  private static Fraction flat(Tier tier) {
    return Fraction.of(tier.flatAmount());
  }

  private static Fraction cellAmount(MatrixPricing matrix, List<String> values) {
    MatrixPricing.Cell best = null;
    for (MatrixPricing.Cell cell : matrix.cells()) {
      boolean matches =
          cell.when().entrySet().stream()
              .allMatch(
                  e -> e.getValue().equals(values.get(matrix.dimensions().indexOf(e.getKey()))));
      if (matches && (best == null || best.when().size() < cell.when().size())) {
        best = cell;
      }
    }
    return Fraction.of(best == null ? matrix.defaultUnitAmount() : best.unitAmount());
  }

  private static Fraction ofTotal(
      PercentagePricing model, Fraction total, List<BigDecimal> events) {
    Fraction amount = Fraction.of(model.freeAmount());
    Fraction count = Fraction.ZERO;
    Fraction first = Fraction.ZERO;
    for (int i = 0; i < events.size(); i++) {
      boolean isFirst = i < model.freeEvents();
      first = isFirst ? first.plus(Fraction.of(events.get(i))) : first;
      boolean isFree = isFirst && (amount.sign() == 0 || first.size().compareTo(amount) <= 0);
      count =
          isFree ? count : count.plus(Fraction.of(Integer.signum(events.get(i).signum() * 2 + 1)));
    }
    Fraction charged =
        model.freeEvents() == 0
            ? beyond(total, amount)
            : total.minus(amount.sign() == 0 ? first : first.minus(beyond(first, amount)));
    return charged
        .times(Fraction.of(model.percent()))
        .over(Fraction.of(100))
        .plus(count.times(Fraction.of(model.eventFee())));
  }

  private static Fraction beyond(Fraction signed, Fraction free) {
    return signed.size().minus(free).most(Fraction.ZERO).times(Fraction.of(signed.sign()));
  }

  private static Fraction ofEach(PercentagePricing model, List<BigDecimal> events) {
    Fraction sum = Fraction.ZERO;
    Fraction amount = Fraction.of(model.freeAmount());
    Fraction upTo = Fraction.ZERO;
    for (int i = 0; i < events.size(); i++) {
      BigDecimal event = events.get(i);
      Fraction charged = Fraction.of(event);
      Fraction before = upTo;
      upTo = upTo.plus(charged);
      if (i < model.freeEvents()) {
        if (amount.sign() == 0) {
          continue;
        }
        // What all of the first come to beyond the amount, with this event and without it.
        charged = beyond(upTo, amount).minus(beyond(before, amount));
        if (upTo.size().compareTo(amount) <= 0) {
          sum = sum.plus(charged.times(Fraction.of(model.percent())).over(Fraction.of(100)));
          continue;
        }
      }
      Fraction cost =
          charged
              .size()
              .times(Fraction.of(model.percent()))
              .over(Fraction.of(100))
              .plus(Fraction.of(model.eventFee()));
      if (model.eventLimits().maximum() != null) {
        cost = cost.least(Fraction.of(model.eventLimits().maximum()));
      }
      if (model.eventLimits().minimum() != null) {
        cost = cost.most(Fraction.of(model.eventLimits().minimum()));
      }
      sum = event.signum() < 0 ? sum.minus(cost) : sum.plus(cost);
    }
    return sum;
  }
}
