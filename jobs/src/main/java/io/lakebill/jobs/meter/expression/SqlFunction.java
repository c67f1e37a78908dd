package io.lakebill.jobs.meter.expression;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * A function of a user's SQL.
 *
 * @param usage how it is called, for messages
 * @param fewest the least number of arguments
 * @param most the greatest number of arguments
 * @param result makes the result of the arguments
 */
record SqlFunction(String usage, int fewest, int most, Function<List<Typed>, Typed> result) {

  /** A function of arguments of fixed kinds. */
  static SqlFunction of(
      String usage, List<Kind> kinds, Kind result, Function<List<Column>, Column> function) {
    return new SqlFunction(
        usage,
        kinds.size(),
        kinds.size(),
        arguments -> {
          List<Column> columns =
              java.util.stream.IntStream.range(0, kinds.size())
                  .mapToObj(i -> arguments.get(i).as(kinds.get(i)).column())
                  .toList();
          return new Typed(function.apply(columns), result, arguments.get(0).source());
        });
  }

  /** A function that makes all its arguments the kind they have in common. */
  static SqlFunction ofCommon(
      String usage, int fewest, int most, Function<List<Column>, Column> function) {
    return new SqlFunction(
        usage,
        fewest,
        most,
        arguments -> {
          Kind common = Typed.common(arguments);
          List<Column> columns = Typed.columns(arguments, common);
          return new Typed(function.apply(columns), common, arguments.get(0).source());
        });
  }

  /** The function's result. */
  Typed call(Expression at, List<Typed> arguments) {
    if (arguments.size() < fewest || arguments.size() > most) {
      throw new SqlFault(at, "it is called as " + usage);
    }
    Typed made = result.apply(arguments);
    return new Typed(made.column(), made.kind(), at);
  }
}
