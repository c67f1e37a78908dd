package io.lakebill.schemas.source;

import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.util.List;
import java.util.Optional;

/** Checks that a source says once, and only once, where each field of an event comes from. */
final class SourceChecks {

  private SourceChecks() {}

  static void check(Element root, Problems problems) {
    Optional<Element> columns = root.at("columns");
    Optional<Element> constants = root.at("constants");
    for (String field : List.of("event_name", "account")) {
      Optional<Element> constant = constants.flatMap(at -> at.at(field));
      boolean column = columns.flatMap(at -> at.at(field)).isPresent();
      if (column && constant.isPresent()) {
        problems.add(constant.get(), "'" + field + "' is both a column and a constant; remove one");
      } else if (!column && constant.isEmpty()) {
        problems.add(
            columns.orElse(root), "'" + field + "' is missing; name a column, or a constant");
      }
    }
    ids(root, problems);
    for (String field : List.of("id", "time")) {
      constants
          .flatMap(at -> at.at(field))
          .ifPresent(at -> problems.add(at, "'" + field + "' cannot be the same for every row"));
    }
    root.at("time_format").ifPresent(at -> problems.map(at, f -> SourceReader.timeFormat(root)));
    root.at("time_zone").ifPresent(at -> problems.map(at, f -> SourceReader.timeZone(root)));
  }

  private static void ids(Element root, Problems problems) {
    Optional<Element> column = root.at("columns").flatMap(at -> at.at("id"));
    boolean generated = root.isTrue("generate_ids");
    if (column.isPresent() && generated) {
      problems.add(
          column.get(), "'id' is a column, but generate_ids asks for generated ones; remove one");
    } else if (column.isEmpty() && !generated) {
      problems.add(
          root.at("columns").orElse(root),
          "'id' is missing; name the column, or set generate_ids: true");
    }
  }
}
