package io.lakebill.pricing.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lines of several quantities that were priced apart, in the order in which they first come up:
 * those of the same label and unit amount are one, and so is what a commitment adds, whatever it
 * comes to.
 */
final class MergedLines {

  private final Map<List<Object>, RatedLine> lines = new LinkedHashMap<>();

  void add(RatedLine line) {
    if (CommittedPricing.adds(line)) {
      lines.merge(List.of(line.label()), line, RatedLine::together);
    } else {
      lines.merge(List.of(line.label(), line.amountOfOne()), line, RatedLine::plus);
    }
  }

  /** All of them, without what a commitment adds here and takes there. */
  Stream<RatedLine> stream() {
    return lines.values().stream()
        .filter(line -> line.exactAmount().signum() != 0 || !CommittedPricing.adds(line));
  }
}
