package io.lakebill.schemas.bank;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds what may name an invoice in texts of transfers: a number of a seller, or the reference of a
 * direct debit. It goes by the form alone, so that the same file always says the same.
 */
public final class InvoiceNames {

  /** As exports name an attempt: the id of the invoice, and which attempt from the second on. */
  private static final String REFERENCE = "(?:lakebill-)?[0-9a-f]{32}(?:-[0-9]{1,3})?";

  private final List<String> prefixes;
  private final Pattern pattern;

  /**
   * @param prefixes with which numbers of invoices begin; the empty one is in no text
   */
  public InvoiceNames(Collection<String> prefixes) {
    this.prefixes = prefixes.stream().filter(prefix -> !prefix.isBlank()).sorted().toList();
    String numbers =
        this.prefixes.stream()
            .map(prefix -> Pattern.quote(prefix) + "[0-9]{6,18}")
            .collect(Collectors.joining("|"));
    pattern =
        Pattern.compile(
            "(?<![A-Za-z0-9])(?:"
                + REFERENCE
                + (numbers.isEmpty() ? "" : "|" + numbers)
                + ")(?![A-Za-z0-9])",
            Pattern.CASE_INSENSITIVE);
  }

  /**
   * The only invoice that is named.
   *
   * @param levels texts that say the same, the most reliable first: the first that names any holds
   */
  Optional<String> only(List<List<String>> levels) {
    for (List<String> texts : levels) {
      Set<String> named = new LinkedHashSet<>();
      texts.forEach(text -> named.addAll(in(text)));
      if (!named.isEmpty()) {
        return named.size() == 1 ? named.stream().findFirst() : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** All that a text names, in its order. Banks write in capitals what was not. */
  private List<String> in(String text) {
    return pattern.matcher(text).results().map(MatchResult::group).map(this::asWritten).toList();
  }

  private String asWritten(String found) {
    return prefixes.stream()
        .filter(prefix -> found.regionMatches(true, 0, prefix, 0, prefix.length()))
        .filter(prefix -> found.substring(prefix.length()).matches("[0-9]+"))
        .map(prefix -> prefix + found.substring(prefix.length()))
        .findFirst()
        .orElseGet(() -> found.toLowerCase(Locale.ROOT));
  }
}
