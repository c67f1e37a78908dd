package io.lakebill.pricing.model;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Usage has the price of its day: it comes split by segments, stretches of a billing period with
 * one version of the price, or by days, and each segment costs what it adds. That is what its own
 * version asks for all usage up to the segment's end, less what the same version asks for all
 * before it. So tiers, packages and included units go on counting through the period, and a version
 * that says the same as the one before changes nothing.
 *
 * @param segments by their first days; all split usage in the same way
 * @param atStart the model of the period's first day, which prices a period without usage
 */
public record SegmentedPricing(List<Segment> segments, PricingModel atStart)
    implements PricingModel {

  private static final String NAME = "segment";
  private static final String SEPARATOR = ":";

  /** The dimension of usage that is told apart by days: each day is a segment. */
  public static final String BY_DAY = NAME + SEPARATOR + "day";

  /**
   * A version of the price.
   *
   * @param from its first day; what is before the first segment belongs to it, too
   */
  public record Segment(LocalDate from, PricingModel model) implements Serializable {}

  /** Refuses segments that do not follow each other, and models that price events one by one. */
  public SegmentedPricing {
    segments = List.copyOf(segments);
    Objects.requireNonNull(atStart, "model at the start");
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("there is no segment");
    }
    for (int i = 0; i < segments.size(); i++) {
      PricingModel model = segments.get(i).model();
      if (i > 0 && !segments.get(i).from().isAfter(segments.get(i - 1).from())) {
        throw new IllegalArgumentException("segments stand in the order of their first days");
      }
      if (!model.dimensions().equals(atStart.dimensions())) {
        throw new IllegalArgumentException(
            "one segment is split by "
                + model.dimensions()
                + ", and another by "
                + atStart.dimensions());
      }
      if (!canSplit(model)) {
        throw new IllegalArgumentException(
            "events that are free or limited one by one cannot have the price of their day; leave"
                + " out free events and limits per event, or price by period_start");
      }
    }
  }

  /** Whether parts of a period may have models like this one: not if it looks at single events. */
  public static boolean canSplit(PricingModel model) {
    return model.eventDetail() != EventDetail.FIRST && model.eventDetail() != EventDetail.AMOUNT;
  }

  /** Whether usage is split by segments where it is split by this. */
  public static boolean isSegment(String dimension) {
    return dimension.startsWith(NAME + SEPARATOR);
  }

  /** The first days of the segments that this splits usage by. */
  public static List<LocalDate> firstDays(String dimension) {
    String[] days = dimension.substring(NAME.length() + SEPARATOR.length()).split(",", -1);
    return Stream.of(days).map(LocalDate::parse).toList();
  }

  /** The first of these days whose segment has a day. */
  public static LocalDate segmentOf(LocalDate day, List<LocalDate> firstDays) {
    LocalDate from = firstDays.get(0);
    for (LocalDate next : firstDays) {
      if (!next.isAfter(day)) {
        from = next;
      }
    }
    return from;
  }

  /** The segment first, named with all first days: usage split by others is other usage. */
  @Override
  public List<String> dimensions() {
    String days =
        segments.stream().map(one -> one.from().toString()).collect(Collectors.joining(","));
    return Stream.concat(Stream.of(NAME + SEPARATOR + days), atStart.dimensions().stream())
        .toList();
  }

  @Override
  public List<RatedLine> rate(Usage usage) {
    return rate(usage, BigDecimal.ZERO);
  }

  @Override
  public List<RatedLine> rate(Usage usage, BigDecimal includedUnits) {
    new Dimensions(dimensions()).requireOneValueEach(usage);
    if (usage.cells().isEmpty()) {
      return atStart.rate(usage, includedUnits);
    }
    Map<LocalDate, PricingModel> models =
        segments.stream().collect(Collectors.toMap(Segment::from, Segment::model));
    List<RatedLine> lines = new ArrayList<>();
    Optional<Usage> before = Optional.empty();
    for (Map.Entry<LocalDate, Usage> segment : bySegment(usage).entrySet()) {
      PricingModel model = models.get(segment.getKey());
      Usage upTo =
          before.map(earlier -> plus(earlier, segment.getValue())).orElse(segment.getValue());
      List<RatedLine> added =
          less(
              model.rate(upTo, includedUnits),
              before.map(earlier -> model.rate(earlier, includedUnits)).orElse(List.of()));
      added.forEach(
          line -> lines.add(line.labelled("from " + segment.getKey() + ": " + line.label())));
      before = Optional.of(upTo);
    }
    return lines;
  }

  /** The usage of each segment, by its first day, in the order of time; it may come by days. */
  private Map<LocalDate, Usage> bySegment(Usage usage) {
    List<LocalDate> days = segments.stream().map(Segment::from).toList();
    Map<LocalDate, Map<List<String>, BigDecimal>> cells = new TreeMap<>();
    Map<LocalDate, Map<List<String>, Events>> events = new HashMap<>();
    usage
        .cells()
        .forEach(
            (values, quantity) -> {
              LocalDate from = segmentOf(LocalDate.parse(values.get(0)), days);
              cells
                  .computeIfAbsent(from, any -> new HashMap<>())
                  .merge(inner(values), quantity, BigDecimal::add);
              Optional.ofNullable(usage.events().get(values))
                  .ifPresent(
                      of ->
                          events
                              .computeIfAbsent(from, any -> new HashMap<>())
                              .merge(inner(values), of, Events::plus));
            });
    Map<LocalDate, Usage> usages = new LinkedHashMap<>();
    cells.forEach(
        (from, of) -> usages.put(from, new Usage(of, events.getOrDefault(from, Map.of()))));
    return usages;
  }

  private static List<String> inner(List<String> values) {
    return values.subList(1, values.size());
  }

  private static Usage plus(Usage one, Usage other) {
    Map<List<String>, BigDecimal> cells = new HashMap<>(one.cells());
    other.cells().forEach((values, quantity) -> cells.merge(values, quantity, BigDecimal::add));
    Map<List<String>, Events> events = new HashMap<>(one.events());
    other.events().forEach((values, of) -> events.merge(values, of, Events::plus));
    return new Usage(cells, events);
  }

  /** Lines without others: of the same label and unit amount, what is left of their quantity. */
  private static List<RatedLine> less(List<RatedLine> lines, List<RatedLine> others) {
    MergedLines left = new MergedLines();
    lines.forEach(left::add);
    others.forEach(line -> left.add(line.negated()));
    return left.stream()
        .filter(line -> line.quantity().signum() != 0 || line.exactAmount().signum() != 0)
        .map(
            line ->
                line.quantity().signum() == 0
                    ? RatedLine.once(line.label(), line.exactAmount())
                    : line)
        .toList();
  }

  /** As if usage were not split by segments: each has what it adds. */
  @Override
  public Usage changed(Usage usage, UnaryOperator<BigDecimal> change) {
    Map<List<String>, BigDecimal> upTo = new HashMap<>();
    Map<List<String>, BigDecimal> cells = new HashMap<>();
    usage
        .cells()
        .forEach(
            (values, quantity) -> {
              BigDecimal before = upTo.get(inner(values));
              BigDecimal now = before == null ? quantity : before.add(quantity);
              upTo.put(inner(values), now);
              cells.put(
                  values,
                  before == null
                      ? change.apply(now)
                      : change.apply(now).subtract(change.apply(before)));
            });
    return new Usage(cells, usage.events());
  }

  @Override
  public EventDetail eventDetail() {
    return atStart.eventDetail();
  }

  @Override
  public Optional<String> whyNoIncludedUnits() {
    return models().flatMap(model -> model.whyNoIncludedUnits().stream()).findFirst();
  }

  @Override
  public Optional<String> whyNoConversion() {
    return models().flatMap(model -> model.whyNoConversion().stream()).findFirst();
  }

  private Stream<PricingModel> models() {
    return Stream.concat(Stream.of(atStart), segments.stream().map(Segment::model));
  }

  @Override
  public SegmentedPricing scaled(BigDecimal factor) {
    return map(model -> model.scaled(factor));
  }

  @Override
  public SegmentedPricing raised(BigDecimal change) {
    return map(model -> model.raised(change));
  }

  @Override
  public SegmentedPricing overridden(BigDecimal unitAmount) {
    return map(model -> model.overridden(unitAmount));
  }

  private SegmentedPricing map(UnaryOperator<PricingModel> change) {
    return new SegmentedPricing(
        segments.stream().map(one -> new Segment(one.from(), change.apply(one.model()))).toList(),
        change.apply(atStart));
  }
}
