package io.lakebill.pricing.model;

import io.lakebill.pricing.model.MatrixPricing.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The cells of a matrix by the dimensions they name, so that a lookup takes one step per set of
 * dimensions however many cells there are.
 *
 * @param groups cells that name the same dimensions, most dimensions first
 */
record CellIndex(List<Group> groups) {

  /** Cells that name the same dimensions, by their values. */
  record Group(Set<String> dimensions, Map<Map<String, String>, Cell> cells) {}

  /** Refuses two cells for the same values. */
  static CellIndex of(List<Cell> cells) {
    Map<Set<String>, Group> groups = new LinkedHashMap<>();
    for (Cell cell : cells) {
      Group group =
          groups.computeIfAbsent(
              cell.when().keySet(), names -> new Group(names, new LinkedHashMap<>()));
      if (group.cells().put(cell.when(), cell) != null) {
        throw new IllegalArgumentException("two cells for " + label(cell.when()));
      }
    }
    List<Group> sorted = new ArrayList<>(groups.values());
    sorted.sort(Comparator.comparing((Group group) -> group.dimensions().size()).reversed());
    return new CellIndex(sorted);
  }

  /** The cell that names most of these values and no other. */
  Optional<Cell> mostSpecific(Map<String, String> values) {
    for (Group group : groups) {
      if (values.keySet().containsAll(group.dimensions())) {
        Map<String, String> key = new TreeMap<>(values);
        key.keySet().retainAll(group.dimensions());
        Cell cell = group.cells().get(key);
        if (cell != null) {
          return Optional.of(cell);
        }
      }
    }
    return Optional.empty();
  }

  /** Only cells of different groups can clash: two of one group differ in a value. */
  void requireUnambiguous() {
    for (Group left : groups) {
      for (Group right : groups) {
        if (!left.dimensions().equals(right.dimensions())
            && left.dimensions().size() == right.dimensions().size()) {
          left.cells().keySet().forEach(l -> requireDecided(l, right));
        }
      }
    }
  }

  private void requireDecided(Map<String, String> left, Group group) {
    for (Map<String, String> right : group.cells().keySet()) {
      if (!contradict(left, right)) {
        Map<String, String> both = new TreeMap<>(left);
        both.putAll(right);
        if (mostSpecific(both).orElseThrow().when().size() == left.size()) {
          throw new IllegalArgumentException(
              String.format(
                  "cells %s and %s both match %s; add a cell for that",
                  label(left), label(right), label(both)));
        }
      }
    }
  }

  private static boolean contradict(Map<String, String> left, Map<String, String> right) {
    return left.entrySet().stream()
        .anyMatch(
            entry ->
                !entry.getValue().equals(right.getOrDefault(entry.getKey(), entry.getValue())));
  }

  static String label(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
