package io.lakebill.jobs.report;

import java.util.ArrayList;
import java.util.List;

/** Queries with semicolons between them: those in quotes and in comments separate nothing. */
public final class Statements {

  private Statements() {}

  /**
   * One query of several.
   *
   * @param all the text that it stands in
   * @param start where it begins there
   */
  public record Statement(String all, int start, int end) {

    /** The query. */
    public String text() {
      return all.substring(start, end);
    }

    /** Where a character of the query is in the whole text, as people count: from 1. */
    public String place(int index) {
      String before = all.substring(0, Math.min(start + index, end));
      int line = (int) before.chars().filter(character -> character == '\n').count() + 1;
      return "line %d, column %d".formatted(line, before.length() - before.lastIndexOf('\n'));
    }

    private boolean isEmpty() {
      return withoutComments(text()).isBlank();
    }
  }

  /** The queries of a text; where nothing stands between semicolons, there is none. */
  public static List<Statement> of(String text) {
    List<Statement> statements = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i = after(text, i)) {
      if (i == text.length() || text.charAt(i) == ';') {
        statements.add(new Statement(text, start, i));
        start = i + 1;
      }
    }
    return statements.stream().filter(statement -> !statement.isEmpty()).toList();
  }

  private static String withoutComments(String text) {
    StringBuilder left = new StringBuilder();
    for (int i = 0; i < text.length(); i = after(text, i)) {
      left.append(isComment(text, i) ? ' ' : text.charAt(i));
    }
    return left.toString();
  }

  private static boolean isComment(String text, int i) {
    return text.startsWith("--", i) || text.startsWith("/*", i);
  }

  /** Where what begins at a character is over: a quoted text, a comment, or the character. */
  private static int after(String text, int i) {
    if (i == text.length()) {
      return i + 1;
    }
    char first = text.charAt(i);
    if (first == '\'' || first == '"' || first == '`') {
      return afterQuoted(text, i, first);
    }
    if (text.startsWith("--", i)) {
      int end = text.indexOf('\n', i);
      return end < 0 ? text.length() : end;
    }
    return text.startsWith("/*", i) ? afterComment(text, i) : i + 1;
  }

  private static int afterQuoted(String text, int from, char quote) {
    for (int i = from + 1; i < text.length(); i++) {
      if (text.charAt(i) == quote) {
        return i + 1;
      }
      if (text.charAt(i) == '\\' && quote != '`') {
        i++;
      }
    }
    return text.length();
  }

  /** Comments can stand in each other. */
  private static int afterComment(String text, int from) {
    int depth = 0;
    int i = from;
    while (i < text.length()) {
      if (text.startsWith("/*", i)) {
        depth++;
        i += 2;
      } else if (text.startsWith("*/", i)) {
        depth--;
        i += 2;
        if (depth == 0) {
          return i;
        }
      } else {
        i++;
      }
    }
    return text.length();
  }
}
