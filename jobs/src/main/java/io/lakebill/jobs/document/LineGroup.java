package io.lakebill.jobs.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive lines of one charge and period: its tier steps, or its dimension values. Groups keep
 * the order of lines, and every line is in one.
 *
 * @param name what the descriptions of its lines begin with, up to a colon; its only line's
 *     description
 */
public record LineGroup(String name, List<DocumentLine> lines) {

  private static final String COLON = ": ";

  public LineGroup {
    lines = List.copyOf(lines);
  }

  /** The lines of a document in groups. */
  public static List<LineGroup> of(List<DocumentLine> lines) {
    List<LineGroup> groups = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= lines.size(); i++) {
      if (i == lines.size() || !belong(lines.get(from), lines.get(i))) {
        groups.add(group(lines.subList(from, i)));
        from = i;
      }
    }
    return groups;
  }

  private static boolean belong(DocumentLine one, DocumentLine next) {
    return one.charge().equals(next.charge())
        && one.correction() == next.correction()
        && one.periodStart().equals(next.periodStart())
        && one.periodEnd().equals(next.periodEnd())
        && prefix(one).equals(prefix(next));
  }

  private static LineGroup group(List<DocumentLine> lines) {
    DocumentLine first = lines.get(0);
    return new LineGroup(lines.size() == 1 ? first.description() : prefix(first), lines);
  }

  private static String prefix(DocumentLine line) {
    int colon = line.description().indexOf(COLON);
    return colon < 0 ? line.description() : line.description().substring(0, colon);
  }

  /** What a line says beyond the name of its group. */
  public String step(DocumentLine line) {
    String beginning = name + COLON;
    return line.description().startsWith(beginning)
        ? line.description().substring(beginning.length())
        : line.description();
  }

  /** Sum of its lines, before discounts and tax. */
  public BigDecimal amount() {
    return lines.stream().map(DocumentLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
