package io.lakebill.jobs.meter.expression;

import static io.lakebill.jobs.meter.expression.Kind.BOOLEAN;
import static io.lakebill.jobs.meter.expression.Kind.DATE;
import static io.lakebill.jobs.meter.expression.Kind.NUMBER;
import static io.lakebill.jobs.meter.expression.Kind.TEXT;
import static io.lakebill.jobs.meter.expression.Kind.TIME;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.functions;

/**
 * The functions of a user's SQL. Each is determined by its arguments and ends: none reads a clock,
 * a file or a class, and none runs a pattern. Times are UTC.
 */
final class SqlFunctions {

  private static final int ANY = 50;

  private static final Set<String> TIME_UNITS =
      Set.of("year", "quarter", "month", "week", "day", "hour", "minute", "second");

  private static final Map<String, SqlFunction> BY_NAME = new TreeMap<>();

  static {
    text("lower", functions::lower);
    text("upper", functions::upper);
    text("trim", functions::trim);
    text("ltrim", functions::ltrim);
    text("rtrim", functions::rtrim);
    add("length", "length(text)", List.of(TEXT), NUMBER, of -> number(functions.length(of.get(0))));
    add("contains", "contains(text, text)", List.of(TEXT, TEXT), BOOLEAN, SqlFunctions::contains);
    add("startswith", "startswith(text, text)", List.of(TEXT, TEXT), BOOLEAN, SqlFunctions::starts);
    add("endswith", "endswith(text, text)", List.of(TEXT, TEXT), BOOLEAN, SqlFunctions::ends);
    BY_NAME.put("concat", new SqlFunction("concat(text, text, ...)", 1, ANY, SqlFunctions::concat));
    SqlFunction substring =
        new SqlFunction("substring(text, start[, length])", 2, 3, SqlFunctions::substring);
    BY_NAME.put("substr", substring);
    BY_NAME.put("substring", substring);

    add("abs", "abs(number)", List.of(NUMBER), NUMBER, of -> functions.abs(of.get(0)));
    add(
        "floor",
        "floor(number)",
        List.of(NUMBER),
        NUMBER,
        of -> number(functions.floor(of.get(0))));
    add("ceil", "ceil(number)", List.of(NUMBER), NUMBER, of -> number(functions.ceil(of.get(0))));
    add("mod", "mod(number, number)", List.of(NUMBER, NUMBER), NUMBER, SqlFunctions::mod);
    BY_NAME.put("round", new SqlFunction("round(number[, decimals])", 1, 2, SqlFunctions::round));

    common("coalesce", 1, of -> functions.coalesce(of.toArray(Column[]::new)));
    common("greatest", 2, of -> functions.greatest(of.toArray(Column[]::new)));
    common("least", 2, of -> functions.least(of.toArray(Column[]::new)));
    BY_NAME.put("ifnull", BY_NAME.get("coalesce"));
    BY_NAME.put("nvl", BY_NAME.get("coalesce"));
    BY_NAME.put(
        "nullif",
        SqlFunction.ofCommon(
            "nullif(value, value)",
            2,
            2,
            of -> functions.when(functions.not(of.get(0).eqNullSafe(of.get(1))), of.get(0))));
    BY_NAME.put("if", new SqlFunction("if(condition, value, value)", 3, 3, SqlFunctions::choice));
    BY_NAME.put(
        "between", new SqlFunction("value BETWEEN low AND high", 3, 3, SqlFunctions::between));

    time("year", functions::year);
    time("month", functions::month);
    time("day", functions::dayofmonth);
    time("dayofweek", functions::dayofweek);
    time("hour", functions::hour);
    time("minute", functions::minute);
    add(
        "seconds_between",
        "seconds_between(time, time)",
        List.of(TIME, TIME),
        NUMBER,
        SqlFunctions::seconds);
    add("to_date", "to_date(time)", List.of(TIME), DATE, of -> of.get(0).cast("date"));
    BY_NAME.put(
        "date_trunc", new SqlFunction("date_trunc('hour', time)", 2, 2, SqlFunctions::truncated));
  }

  private SqlFunctions() {}

  /** The function of a name. */
  static Optional<SqlFunction> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** All names, for messages. */
  static String names() {
    return String.join(", ", BY_NAME.keySet());
  }

  private static void text(String name, UnaryOperator<Column> function) {
    add(name, name + "(text)", List.of(TEXT), TEXT, of -> function.apply(of.get(0)));
  }

  private static void time(String name, UnaryOperator<Column> function) {
    add(name, name + "(time)", List.of(TIME), NUMBER, of -> number(function.apply(of.get(0))));
  }

  private static void common(
      String name, int fewest, java.util.function.Function<List<Column>, Column> function) {
    BY_NAME.put(name, SqlFunction.ofCommon(name + "(value, value, ...)", fewest, ANY, function));
  }

  private static void add(
      String name,
      String usage,
      List<Kind> kinds,
      Kind result,
      java.util.function.Function<List<Column>, Column> function) {
    BY_NAME.put(name, SqlFunction.of(usage, kinds, result, function));
  }

  private static Column number(Column column) {
    return column.try_cast(ExactNumber.TYPE);
  }

  private static Column contains(List<Column> of) {
    return of.get(0).contains(of.get(1));
  }

  private static Column starts(List<Column> of) {
    return of.get(0).startsWith(of.get(1));
  }

  private static Column ends(List<Column> of) {
    return of.get(0).endsWith(of.get(1));
  }

  private static Column mod(List<Column> of) {
    return ExactNumber.of(ExactNumber.Operation.MODULO, of.get(0), of.get(1));
  }

  private static Typed concat(List<Typed> of) {
    Column[] texts = Typed.columns(of, TEXT).toArray(Column[]::new);
    return new Typed(functions.concat(texts), TEXT, of.get(0).source());
  }

  private static Typed substring(List<Typed> of) {
    Column start = whole(of.get(1));
    Column length = of.size() == 3 ? whole(of.get(2)) : functions.lit(Integer.MAX_VALUE);
    return new Typed(of.get(0).as(TEXT).column().substr(start, length), TEXT, of.get(0).source());
  }

  private static Column whole(Typed number) {
    return number.as(NUMBER).column().try_cast("int");
  }

  private static Typed round(List<Typed> of) {
    int decimals = of.size() == 2 ? decimals(of.get(1)) : 0;
    Column rounded = functions.round(of.get(0).as(NUMBER).column(), decimals);
    return new Typed(number(rounded), NUMBER, of.get(0).source());
  }

  private static int decimals(Typed number) {
    if (number.source() instanceof Literal literal
        && literal.value() instanceof Integer decimals
        && decimals >= 0
        && decimals <= ExactNumber.type().scale()) {
      return decimals;
    }
    throw new SqlFault(number.source(), "round takes a whole number from 0 to 18 of decimals");
  }

  private static Typed choice(List<Typed> of) {
    List<Typed> values = of.subList(1, 3);
    Kind kind = Typed.common(values);
    List<Column> columns = Typed.columns(values, kind);
    Column condition = of.get(0).as(BOOLEAN).column();
    return new Typed(
        functions.when(condition, columns.get(0)).otherwise(columns.get(1)),
        kind,
        of.get(0).source());
  }

  private static Typed between(List<Typed> of) {
    List<Column> columns = Typed.columns(of, Typed.common(of));
    return new Typed(
        columns.get(0).between(columns.get(1), columns.get(2)), BOOLEAN, of.get(0).source());
  }

  /** Exact to the microsecond, and as wide as the times of any two events can be apart. */
  private static Column seconds(List<Column> of) {
    Column micros = micros(of.get(1)).minus(micros(of.get(0)));
    return number(micros.multiply(functions.lit(new BigDecimal("0.000001"))));
  }

  private static Column micros(Column time) {
    return functions.unix_micros(time).cast("decimal(20,0)");
  }

  private static Typed truncated(List<Typed> of) {
    if (of.get(0).source() instanceof Literal unit
        && TIME_UNITS.contains(unit.toString().toLowerCase(java.util.Locale.ROOT))) {
      return new Typed(
          functions.date_trunc(unit.toString(), of.get(1).as(TIME).column()),
          TIME,
          of.get(0).source());
    }
    throw new SqlFault(
        of.get(0).source(),
        "date_trunc takes one of " + String.join(", ", TIME_UNITS.stream().sorted().toList()));
  }
}
