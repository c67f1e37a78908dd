package io.lakebill.jobs.report;

import io.lakebill.jobs.report.Statements.Statement;
import io.lakebill.schemas.document.NearNames;
import io.lakebill.schemas.table.TableDescription;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.QueryContext;
import org.apache.spark.QueryContextType;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** Says what Spark finds wrong with a query in one line, without Spark's plan. */
final class QueryProblem {

  private static final Pattern QUOTED = Pattern.compile("`((?:[^`]|``)*)`");

  private QueryProblem() {}

  /**
   * The problem, if it is one of the query and not of what answers it.
   *
   * @param before how many characters stood before the statement when Spark read it
   */
  static Optional<BadQueryException> of(Throwable failure, Statement statement, int before) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ParseException unreadable) {
        return Optional.of(
            new BadQueryException(place(unreadable, statement) + unreadable(unreadable), failure));
      }
      if (cause instanceof SparkThrowable problem && isOfTheQuery(problem)) {
        return Optional.of(
            new BadQueryException(place(problem, statement, before) + text(problem), failure));
      }
    }
    return Optional.empty();
  }

  /** What cannot be analysed says so by its class; what cannot be computed says where. */
  private static boolean isOfTheQuery(SparkThrowable problem) {
    return !problem.isInternalError()
        && (problem instanceof org.apache.spark.sql.AnalysisException
            || problem.getQueryContext().length > 0);
  }

  private static String place(ParseException unreadable, Statement statement) {
    var line = unreadable.start().line();
    var position = unreadable.start().startPosition();
    if (line.isEmpty() || position.isEmpty()) {
      return "";
    }
    int index = 0;
    for (int i = 1; i < (int) line.get(); i++) {
      index = statement.text().indexOf('\n', index) + 1;
    }
    return statement.place(index + (int) position.get()) + ": ";
  }

  private static String place(SparkThrowable problem, Statement statement, int before) {
    return Arrays.stream(problem.getQueryContext())
        .filter(context -> context.contextType() == QueryContextType.SQL)
        .map(QueryContext::startIndex)
        .filter(index -> index >= before)
        .findFirst()
        .map(index -> statement.place(index - before) + ": ")
        .orElse("");
  }

  private static String unreadable(ParseException problem) {
    Map<String, String> parameters = problem.getMessageParameters();
    return "PARSE_SYNTAX_ERROR".equals(problem.getCondition())
        ? "cannot read this query at %s; a query begins with SELECT, WITH, FROM or VALUES"
            .formatted(parameters.get("error"))
        : text(problem);
  }

  private static String text(SparkThrowable problem) {
    Map<String, String> parameters = problem.getMessageParameters();
    String condition = Optional.ofNullable(problem.getCondition()).orElse("");
    if (condition.startsWith("UNRESOLVED_COLUMN")) {
      return "there is no column %s; %s`lakebill tables NAME` lists a table's columns"
          .formatted(
              parameters.get("objectName"), meant(names(parameters.getOrDefault("proposal", ""))));
    }
    if (condition.startsWith("TABLE_OR_VIEW_NOT_FOUND")) {
      String name = String.join(".", names(parameters.get("relationName")));
      return "there is no table `%s`; %s`lakebill tables` lists them"
          .formatted(
              name,
              meant(
                  NearNames.of(
                      name, TableDescription.all().stream().map(TableDescription::name).toList())));
    }
    return plain(((Throwable) problem).getMessage());
  }

  private static String meant(List<String> names) {
    return names.isEmpty() ? "" : "did you mean %s? ".formatted(String.join(", ", names));
  }

  /** The last parts of quoted names, which may stand behind those of their tables. */
  private static List<String> names(String list) {
    return Arrays.stream(list.split(", ", -1))
        .map(
            name -> {
              Matcher part = QUOTED.matcher(name);
              String last = "";
              while (part.find()) {
                last = part.group(1).replace("``", "`");
              }
              return last;
            })
        .filter(name -> !name.isEmpty())
        .distinct()
        .limit(3)
        .toList();
  }

  /** Spark's sentence without its code, its plan and its picture of the query. */
  private static String plain(String message) {
    return message
        .replaceFirst("(?s)(;|\\n== SQL|\\nJVM stacktrace).*\\n.*", "")
        .replaceFirst("^\\[[A-Z_0-9.]+] ", "")
        .replaceFirst(" SQLSTATE: \\w+", "")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((one, other) -> one + " " + other)
        .orElse(message);
  }
}
