package io.lakebill.schemas.source;

import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.util.List;
import java.util.Optional;

/** Checks that a source says once, and only once, where each field of an event comes from. */
final class SourceChecks {

  private static final List<String> REQUIRED = List.of("event_name", "account");

  private SourceChecks() {}

  static void check(Element root, Problems problems) {
    Optional<Element> columns = root.at("columns");
    Optional<Element> constants = root.at("constants");
    boolean isOnlyWithdrawals =
        constants.flatMap(at -> at.text("action")).filter(Changes.WITHDRAWS::contains).isPresent();
    for (String field : List.of("event_name", "account", "version", "action")) {
      Optional<Element> constant = constants.flatMap(at -> at.at(field));
      boolean column = columns.flatMap(at -> at.at(field)).isPresent();
      boolean required = REQUIRED.contains(field) && !isOnlyWithdrawals;
      if (column && constant.isPresent()) {
        problems.add(constant.get(), "'" + field + "' is both a column and a constant; remove one");
      } else if (required && !column && constant.isEmpty()) {
        problems.add(
            columns.orElse(root), "'" + field + "' is missing; name a column, or a constant");
      }
    }
    constants.ifPresent(at -> changes(at, problems));
    ids(root, problems);
    for (String field : List.of("id", "time")) {
      constants
          .flatMap(at -> at.at(field))
          .ifPresent(at -> problems.add(at, "'" + field + "' cannot be the same for every row"));
    }
    root.at("time_format").ifPresent(at -> problems.map(at, f -> SourceReader.timeFormat(root)));
    root.at("csv").ifPresent(at -> problems.map(at, f -> Dialects.of(root)));
    root.at("time_zone").ifPresent(at -> problems.map(at, f -> SourceReader.timeZone(root)));
  }

  private static void changes(Element constants, Problems problems) {
    constants
        .at("version")
        .filter(at -> !at.text().orElse("0").matches(Changes.VERSION))
        .ifPresent(
            at -> problems.add(at, "a version is a whole number of at most 18 digits, in quotes"));
    constants
        .at("action")
        .filter(at -> at.text().filter(Changes::isKnown).isEmpty())
        .ifPresent(at -> problems.add(at, "unknown action; known: " + Changes.known()));
  }

  private static void ids(Element root, Problems problems) {
    Optional<Element> column = root.at("columns").flatMap(at -> at.at("id"));
    boolean generated = root.isTrue("generate_ids");
    for (String place : List.of("columns", "constants")) {
      for (String field : List.of("version", "action")) {
        root.at(place)
            .flatMap(at -> at.at(field))
            .filter(at -> generated)
            .ifPresent(
                at ->
                    problems.add(
                        at,
                        "'"
                            + field
                            + "' needs ids of the sender: a generated one is another for every"
                            + " content"));
      }
    }
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
