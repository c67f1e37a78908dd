package io.lakebill.pricing.model;

import io.lakebill.pricing.money.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The quantity is an amount of money, the sum over events, of which a percent is charged, and a fee
 * for each event. The first events may be free, of the fee and of the percent of their amounts, in
 * the order of time; with a free amount beside them no more than that is free ({@link FreeEvents}).
 * A free amount alone is a part of the total of which no percent is taken, whatever its events.
 *
 * <p>With limits per event an event costs {@code clamp(percent of its amount + fee, minimum,
 * maximum)}, the order of steps that Lago's percentage charge model documents. Such a price needs
 * {@link EventDetail#AMOUNT}: whoever scans the events says how many there are of each amount. What
 * limits changed is a line of its own. Free events have no limits; of the one that goes beyond the
 * free amount, only what is beyond it has a percent, and then its fee and the limits.
 *
 * <p>A correction pays back the percent of its amount, and the fees of the events that it takes
 * back: an event of a negative amount counts as one taken back, and costs what the positive one
 * costs with the sign turned. Fees are due for events of amount 0 too.
 *
 * @param percent of the money that was moved: 2.9 is 2.9%
 * @param eventFee money per event; 0 for none
 * @param freeEvents how many of the first events are free; 0 for none
 * @param freeAmount part of the total of which no percent is taken, or what the free events may
 *     come to; 0 for none
 * @param eventLimits what one event costs at least and at most
 */
public record PercentagePricing(
    BigDecimal percent,
    BigDecimal eventFee,
    long freeEvents,
    BigDecimal freeAmount,
    Limits eventLimits)
    implements PricingModel {

  /**
   * Refuses negative numbers, and limits per event beside a free amount without free events: the
   * order of all events would have to be known.
   */
  public PercentagePricing {
    percent = Decimals.notNegative("percent", percent);
    Decimals.stored("percent as a fraction", percent.movePointLeft(2));
    eventFee = Decimals.notNegative("fee per event", eventFee);
    Decimals.notNegative("free events", BigDecimal.valueOf(freeEvents));
    freeAmount = Decimals.notNegative("free amount", freeAmount);
    Objects.requireNonNull(eventLimits, "limits per event");
    if (!eventLimits.equals(Limits.NONE) && freeEvents == 0 && freeAmount.signum() > 0) {
      throw new IllegalArgumentException(
          "limits per event cannot stand beside a free amount alone: which events are free would "
              + "depend on the order of all of them; say how many may be free, too");
    }
  }

  /** A percent and nothing else. */
  public static PercentagePricing of(String percent) {
    return new PercentagePricing(
        new BigDecimal(percent), BigDecimal.ZERO, 0, BigDecimal.ZERO, Limits.NONE);
  }

  /** The same price with a fee per event. */
  public PercentagePricing withEventFee(String fee) {
    return new PercentagePricing(percent, new BigDecimal(fee), freeEvents, freeAmount, eventLimits);
  }

  /** The same price with first events that are free. */
  public PercentagePricing withFreeEvents(long events) {
    return new PercentagePricing(percent, eventFee, events, freeAmount, eventLimits);
  }

  /** The same price with a part of the total of which no percent is taken. */
  public PercentagePricing withFreeAmount(String amount) {
    return new PercentagePricing(
        percent, eventFee, freeEvents, new BigDecimal(amount), eventLimits);
  }

  /** The same price with limits for each event. */
  public PercentagePricing withEventLimits(Limits limits) {
    return new PercentagePricing(percent, eventFee, freeEvents, freeAmount, limits);
  }

  /** What one event of this amount costs, exact; {@code amountOf(-a)} is {@code -amountOf(a)}. */
  public BigDecimal amountOf(BigDecimal event) {
    return amountOf(event, event.signum());
  }

  /** What an event costs of which so much is charged. */
  private BigDecimal amountOf(BigDecimal charged, int sign) {
    BigDecimal cost = eventLimits.clamp(charged.abs().multiply(fraction()).add(eventFee));
    return Decimals.plain(sign < 0 ? cost.negate() : cost);
  }

  private BigDecimal amountOfFirst(List<BigDecimal> inOrder) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal upTo = BigDecimal.ZERO;
    for (BigDecimal event : inOrder) {
      BigDecimal before = upTo;
      upTo = upTo.add(event);
      if (freeAmount.signum() > 0) {
        BigDecimal free =
            PricingModel.includedOf(upTo, freeAmount)
                .subtract(PricingModel.includedOf(before, freeAmount));
        BigDecimal charged = event.subtract(free);
        boolean isFree = upTo.abs().compareTo(freeAmount) <= 0;
        sum = sum.add(isFree ? charged.multiply(fraction()) : amountOf(charged, event.signum()));
      }
    }
    return Decimals.plain(sum);
  }

  /** What metering hands over for events of these amounts, in the order of time. */
  public Usage usage(List<BigDecimal> inOrder) {
    Usage total = Usage.of(inOrder.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    return inOrder.isEmpty() ? total : total.withEvents(events(inOrder));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the usage lacks what {@link #eventDetail()} asks for
   */
  @Override
  public List<RatedLine> rate(Usage usage) {
    List<RatedLine> lines = new ArrayList<>();
    BigDecimal free = freeOfPercent(usage);
    String what = freeEvents > 0 ? "amount of free events" : "free amount";
    addUnlessNone(lines, RatedLine.of(what, free, BigDecimal.ZERO));
    addUnlessNone(
        lines,
        RatedLine.of(percent.toPlainString() + "%", usage.total().subtract(free), fraction()));
    if (eventDetail() != EventDetail.NONE) {
      events(usage).ifPresent(events -> addEventLines(lines, events));
    }
    return lines;
  }

  private BigDecimal freeOfPercent(Usage usage) {
    if (freeEvents == 0) {
      return PricingModel.includedOf(usage.total(), freeAmount);
    }
    BigDecimal first =
        events(usage)
            .map(events -> events.firstOnes().orElseThrow(PercentagePricing::unknownOrder))
            .map(FirstEvents::quantity)
            .orElse(BigDecimal.ZERO);
    return freeAmount.signum() == 0 ? first : PricingModel.includedOf(first, freeAmount);
  }

  private void addEventLines(List<RatedLine> lines, Events events) {
    BigDecimal count = BigDecimal.valueOf(events.count());
    BigDecimal free = BigDecimal.valueOf(events.firstOnes().map(FirstEvents::count).orElse(0L));
    addUnlessNone(lines, RatedLine.of("free events", free, BigDecimal.ZERO));
    if (eventFee.signum() != 0) {
      addUnlessNone(lines, RatedLine.of("fee per event", count.subtract(free), eventFee));
    }
    if (eventDetail() == EventDetail.AMOUNT) {
      BigDecimal priced = events.priced().orElseThrow(PercentagePricing::unknownAmounts);
      BigDecimal unlimited =
          lines.stream().map(RatedLine::exactAmount).reduce(BigDecimal.ZERO, BigDecimal::add);
      if (priced.compareTo(unlimited) != 0) {
        lines.add(RatedLine.once("limits per event", priced.subtract(unlimited)));
      }
    }
  }

  private static void addUnlessNone(List<RatedLine> lines, RatedLine line) {
    if (line.quantity().signum() != 0) {
      lines.add(line);
    }
  }

  private static Optional<Events> events(Usage usage) {
    Optional<Events> events = usage.allEvents();
    if (events.isEmpty() && usage.total().signum() != 0) {
      throw new IllegalArgumentException(
          "the price asks for the number of events, but the usage of "
              + usage.total().toPlainString()
              + " does not say it; meter it with its events");
    }
    return events;
  }

  private static IllegalArgumentException unknownAmounts() {
    return new IllegalArgumentException(
        "the price limits what each event costs, but the events were only counted; "
            + "meter them with the price of each");
  }

  private static IllegalArgumentException unknownOrder() {
    return new IllegalArgumentException(
        "the first events are free, but it is not said what they came to; say the amounts of the "
            + "events in the order of time, or meter them with a count or a sum");
  }

  @Override
  public Optional<FreeEvents> eventsLeftFree() {
    return freeEvents == 0 ? Optional.empty() : Optional.of(new FreeEvents(freeEvents, freeAmount));
  }

  @Override
  public EventDetail eventDetail() {
    if (!eventLimits.equals(Limits.NONE)) {
      return EventDetail.AMOUNT;
    }
    if (freeEvents > 0) {
      return EventDetail.FIRST;
    }
    return eventFee.signum() == 0 ? EventDetail.NONE : EventDetail.COUNT;
  }

  @Override
  public Optional<EventPrice> eventPrice() {
    return eventDetail() == EventDetail.AMOUNT
        ? Optional.of(new EachAlone(this))
        : Optional.empty();
  }

  /** Events with limits. */
  private record EachAlone(PercentagePricing pricing) implements EventPrice {

    @Override
    public BigDecimal of(BigDecimal event) {
      return pricing.amountOf(event);
    }

    @Override
    public BigDecimal ofFirst(List<BigDecimal> inOrder) {
      return pricing.amountOfFirst(inOrder);
    }
  }

  @Override
  public Optional<String> whyNoIncludedUnits() {
    return Optional.of("a percentage price counts money, not units; give it a free amount instead");
  }

  @Override
  public Optional<String> whyNoConversion() {
    return switch (eventDetail()) {
      case AMOUNT ->
          Optional.of(
              "limits per event price each event as it is metered; let the meter convert its"
                  + " value");
      case FIRST ->
          Optional.of(
              "free events are taken out as they are metered; let the events say what is priced");
      default -> Optional.empty();
    };
  }

  /** The percent and the fee; limits stay. */
  @Override
  public PercentagePricing scaled(BigDecimal factor) {
    return new PercentagePricing(
        percent.multiply(factor), eventFee.multiply(factor), freeEvents, freeAmount, eventLimits);
  }

  private BigDecimal fraction() {
    return percent.movePointLeft(2);
  }
}
