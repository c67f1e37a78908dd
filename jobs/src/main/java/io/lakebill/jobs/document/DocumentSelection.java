package io.lakebill.jobs.document;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which finalized documents are wanted; what is empty does not matter.
 *
 * @param numbers those with one of these numbers
 * @param account those that it pays
 * @param since those of this billing date or a later one
 * @param run those that it finalized
 */
public record DocumentSelection(
    List<String> numbers,
    Optional<String> account,
    Optional<LocalDate> since,
    Optional<String> run) {

  public DocumentSelection {
    numbers = List.copyOf(numbers);
  }

  /** Values for the query {@code documents.sql}. */
  Map<String, Object> parameters() {
    return Map.of(
        "numbers", String.join("\n", numbers),
        "account", account.orElse(""),
        "since", since.map(LocalDate::toString).orElse("0001-01-01"),
        "run", run.orElse(""));
  }
}
