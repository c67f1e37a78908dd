package io.lakebill.pricing.contract;

import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.FixedFee;
import io.lakebill.pricing.model.RatedLine;
import io.lakebill.pricing.period.Proration;
import io.lakebill.pricing.period.ServicePeriod;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A fee that may change inside the time that it pays for; the day of a change belongs to the new
 * fee. Each of its days costs the fee of that day over the days of the full time, whether it is
 * billed in arrears or, with its changes, in advance. A charge is exact until it is rounded once,
 * its lines share the rounded amount, and without a change it is the plain charge of the fee.
 *
 * @param fees of a full time each
 */
public record ChangingFee(ByDay<FixedFee> fees) implements Serializable {

  /** In arrears: a line for each part of the time that has a fee of its own. */
  public Charge inArrears(String label, ServicePeriod past) {
    List<ByDay.Change<FixedFee>> parts = from(past.start(), past);
    if (parts.size() == 1) {
      return atStart(label, past);
    }
    PartsOfTime amounts = new PartsOfTime(past.fullDays());
    List<RatedLine> lines = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      LocalDate from = parts.get(i).from();
      LocalDate until = i + 1 < parts.size() ? parts.get(i + 1).from() : past.end();
      long days = new ServicePeriod(from, until, past.fullDays()).days();
      FixedFee fee = parts.get(i).value();
      BigDecimal exact = amounts.next(fee.total(), days);
      fee.part(with(label, "from " + from), exact).ifPresent(lines::add);
    }
    FixedFee first = parts.get(0).value();
    return Charge.rounded(first.quantity(), lines, first.currency());
  }

  /** In advance: the fee of the first day, for all days of the time. */
  public Charge atStart(String label, ServicePeriod time) {
    return fees.on(time.start()).charge(label, time.proration());
  }

  /**
   * In advance, when the time has passed: a line for each change, of the difference of the two fees
   * for the days that are left.
   *
   * @param billedAt the day whose fee was billed at the start
   * @param past the days of that time, or what of them is left to change
   */
  public Charge atEnd(String label, LocalDate billedAt, ServicePeriod past) {
    PartsOfTime amounts = new PartsOfTime(past.fullDays());
    List<RatedLine> lines = new ArrayList<>();
    FixedFee billed = fees.on(billedAt);
    FixedFee before = billed;
    for (ByDay.Change<FixedFee> change : from(past.start(), past)) {
      FixedFee fee = change.value();
      BigDecimal difference = fee.total().subtract(before.total());
      if (difference.signum() != 0) {
        long left = past.from(change.from()).orElseThrow().days();
        lines.add(RatedLine.once(with(label, said(change)), amounts.next(difference, left)));
      }
      before = fee;
    }
    return Charge.rounded(
        lines.isEmpty() ? BigDecimal.ZERO : before.quantity(), lines, billed.currency());
  }

  /** What holds on the first day, and the changes after it. */
  private List<ByDay.Change<FixedFee>> from(LocalDate first, ServicePeriod time) {
    List<ByDay.Change<FixedFee>> all = new ArrayList<>();
    all.add(new ByDay.Change<>(first, fees.on(first)));
    all.addAll(fees.changesIn(time));
    return all;
  }

  private static String said(ByDay.Change<FixedFee> change) {
    return "%s at %s from %s"
        .formatted(
            change.value().quantity().toPlainString(),
            change.value().amount().toPlainString(),
            change.from());
  }

  private static String with(String label, String more) {
    return label.isEmpty() ? more : label + ", " + more;
  }

  /**
   * Shares of amounts by their days. They are divided together, so that they add up to what one
   * division of all of them comes to.
   */
  private static final class PartsOfTime {

    private final Proration oneDay;
    private BigDecimal days = BigDecimal.ZERO;
    private BigDecimal shared = BigDecimal.ZERO;

    PartsOfTime(long fullDays) {
      oneDay = new Proration(1, fullDays);
    }

    BigDecimal next(BigDecimal amount, long numberOfDays) {
      days = days.add(amount.multiply(BigDecimal.valueOf(numberOfDays)));
      BigDecimal before = shared;
      shared = oneDay.of(days);
      return shared.subtract(before);
    }
  }
}
