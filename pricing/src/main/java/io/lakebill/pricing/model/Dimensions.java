package io.lakebill.pricing.model;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The names of what usage is split by, in the order in which usage cells give their values. */
record Dimensions(List<String> names) implements Serializable {

  /**
   * Refuses none at all, and one that is listed twice.
   *
   * @param what is priced by them, for the message: {@code a matrix}
   */
  static Dimensions of(String what, List<String> names) {
    if (names.isEmpty()) {
      throw new IllegalArgumentException(what + " needs at least one dimension");
    }
    if (new LinkedHashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("a dimension is listed twice: " + names);
    }
    return new Dimensions(List.copyOf(names));
  }

  /** {@code region=eu, plan=(none)}. */
  String label(List<String> values) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> names.get(i) + "=" + Objects.requireNonNullElse(values.get(i), "(none)"))
        .collect(Collectors.joining(", "));
  }

  /** Refuses usage that is split in another way. */
  void requireOneValueEach(Usage usage) {
    for (List<String> values : usage.cells().keySet()) {
      if (values.size() != names.size()) {
        throw new IllegalArgumentException(
            "usage cell " + values + " does not give one value for each of " + names);
      }
    }
  }
}
