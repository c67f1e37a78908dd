package io.lakebill.schemas.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that somebody may have meant who wrote another one. */
public final class NearNames {

  private static final int SHOWN = 3;

  private NearNames() {}

  /** Those of the known names that differ in few letters or begin alike, the nearest first. */
  public static List<String> of(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    int allowed = Math.max(1, wanted.length() / 3);
    return known.stream()
        .filter(
            other ->
                distance(wanted, other.toLowerCase(Locale.ROOT)) <= allowed
                    || isBeginning(wanted, other.toLowerCase(Locale.ROOT)))
        .sorted(
            Comparator.comparingInt(
                    (String other) -> distance(wanted, other.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(SHOWN)
        .toList();
  }

  private static boolean isBeginning(String one, String other) {
    return Math.min(one.length(), other.length()) > 2
        && (one.startsWith(other) || other.startsWith(one));
  }

  /** Letters to add, leave out, exchange, or swap with their neighbour. */
  private static int distance(String from, String to) {
    int[][] steps = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int other = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        steps[i][j] =
            Math.min(steps[i - 1][j - 1] + other, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
      }
    }
    return steps[from.length()][to.length()];
  }
}
