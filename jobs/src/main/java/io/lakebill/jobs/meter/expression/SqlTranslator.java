package io.lakebill.jobs.meter.expression;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BinaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedExtractValue;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Add;
import org.apache.spark.sql.catalyst.expressions.And;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Concat;
import org.apache.spark.sql.catalyst.expressions.Divide;
import org.apache.spark.sql.catalyst.expressions.EqualNullSafe;
import org.apache.spark.sql.catalyst.expressions.EqualTo;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GreaterThan;
import org.apache.spark.sql.catalyst.expressions.GreaterThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.In;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.LessThan;
import org.apache.spark.sql.catalyst.expressions.LessThanOrEqual;
import org.apache.spark.sql.catalyst.expressions.Like;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.Multiply;
import org.apache.spark.sql.catalyst.expressions.Not;
import org.apache.spark.sql.catalyst.expressions.Or;
import org.apache.spark.sql.catalyst.expressions.Remainder;
import org.apache.spark.sql.catalyst.expressions.Subtract;
import org.apache.spark.sql.catalyst.expressions.UnaryMinus;
import org.apache.spark.sql.catalyst.expressions.UnaryPositive;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Translates a user's SQL, as the parser left it, into columns that Spark can run without an error:
 * what cannot be computed is null. What is not named here is refused, before anything looks it up,
 * because analysis itself loads the classes that some functions name.
 *
 * @param scope what the SQL can see
 */
record SqlTranslator(SqlScope scope) {

  /** LIKE tries every way to place its wildcards, so each makes it slower by the text's length. */
  private static final int MOST_WILDCARDS = 3;

  /** A part with its kind. */
  Typed translate(Expression part) {
    if (part instanceof Literal literal) {
      return literal(literal);
    } else if (part instanceof UnresolvedAttribute attribute) {
      return attribute(attribute);
    } else if (part instanceof UnresolvedExtractValue extract) {
      return property(extract);
    } else if (part instanceof UnresolvedFunction function) {
      return function(function);
    } else if (part instanceof Cast cast) {
      return new SqlCast(cast).of(translate(cast.child()));
    } else if (part instanceof CaseWhen) {
      return caseWhen(part);
    } else if (part instanceof In) {
      return in(part);
    } else if (part instanceof Like like) {
      return like(like);
    } else if (part instanceof Concat) {
      return SqlFunctions.named("concat").orElseThrow().call(part, children(part));
    }
    return operator(part);
  }

  /** A part as the kind that is wanted. */
  Column translate(Expression part, Kind wanted) {
    return translate(part).as(wanted).column();
  }

  private Typed operator(Expression part) {
    if (part instanceof And) {
      return logic(part, Column::and);
    } else if (part instanceof Or) {
      return logic(part, Column::or);
    } else if (part instanceof Not) {
      return new Typed(not(child(part, Kind.BOOLEAN)), Kind.BOOLEAN, part);
    } else if (part instanceof IsNull) {
      return new Typed(children(part).get(0).column().isNull(), Kind.BOOLEAN, part);
    } else if (part instanceof IsNotNull) {
      return new Typed(children(part).get(0).column().isNotNull(), Kind.BOOLEAN, part);
    } else if (part instanceof EqualTo) {
      return comparison(part, Column::equalTo);
    } else if (part instanceof EqualNullSafe) {
      return comparison(part, Column::eqNullSafe);
    } else if (part instanceof LessThan) {
      return comparison(part, Column::lt);
    } else if (part instanceof LessThanOrEqual) {
      return comparison(part, Column::leq);
    } else if (part instanceof GreaterThan) {
      return comparison(part, Column::gt);
    } else if (part instanceof GreaterThanOrEqual) {
      return comparison(part, Column::geq);
    }
    return arithmetic(part);
  }

  private Typed arithmetic(Expression part) {
    if (part instanceof Add) {
      return exact(part, ExactNumber.Operation.PLUS);
    } else if (part instanceof Subtract) {
      return exact(part, ExactNumber.Operation.MINUS);
    } else if (part instanceof Multiply) {
      return exact(part, ExactNumber.Operation.TIMES);
    } else if (part instanceof Divide) {
      return exact(part, ExactNumber.Operation.DIVIDED_BY);
    } else if (part instanceof Remainder) {
      return exact(part, ExactNumber.Operation.MODULO);
    } else if (part instanceof UnaryMinus) {
      return new Typed(child(part, Kind.NUMBER).unary_$minus(), Kind.NUMBER, part);
    } else if (part instanceof UnaryPositive) {
      return new Typed(child(part, Kind.NUMBER), Kind.NUMBER, part);
    }
    throw SqlRefusals.of(part);
  }

  private static Typed literal(Literal literal) {
    DataType type = literal.dataType();
    if (type instanceof NullType) {
      return new Typed(lit(null).cast("boolean"), Kind.NOTHING, literal);
    } else if (type instanceof StringType) {
      return new Typed(lit(literal.toString()), Kind.TEXT, literal);
    } else if (type instanceof BooleanType) {
      return new Typed(lit(literal.value()), Kind.BOOLEAN, literal);
    } else if (type instanceof NumericType) {
      return new Typed(number(literal), Kind.NUMBER, literal);
    } else if (type instanceof DateType) {
      return new Typed(FixedTime.typed(literal, Kind.DATE), Kind.DATE, literal);
    } else if (type instanceof TimestampType) {
      return new Typed(FixedTime.typed(literal, Kind.TIME), Kind.TIME, literal);
    }
    throw SqlRefusals.of(literal);
  }

  private static Column number(Literal literal) {
    BigDecimal fitted = ExactNumber.fitted(new BigDecimal(literal.toString()));
    if (fitted == null) {
      throw new SqlFault(literal, "the number has more digits than a quantity, which has 38");
    }
    return lit(fitted).cast(ExactNumber.TYPE);
  }

  private Typed attribute(UnresolvedAttribute attribute) {
    List<String> parts = CollectionConverters.asJava(attribute.nameParts());
    if (parts.size() > 1) {
      throw new SqlFault(
          attribute,
          "'%s' has several parts; write one name for a column, properties['name'] for a property"
              .formatted(String.join(".", parts)));
    }
    return scope.column(attribute, parts.get(0).toLowerCase(Locale.ROOT));
  }

  private Typed property(UnresolvedExtractValue extract) {
    if (extract.child() instanceof UnresolvedAttribute map
        && map.name().equalsIgnoreCase("properties")
        && extract.extraction() instanceof Literal name
        && name.dataType() instanceof StringType) {
      return scope.property(extract, name.toString());
    }
    throw new SqlFault(
        extract, "only properties can be looked into, by a name in quotes: properties['name']");
  }

  private Typed function(UnresolvedFunction function) {
    String name =
        String.join(".", CollectionConverters.asJava(function.nameParts()))
            .toLowerCase(Locale.ROOT);
    return scope
        .aggregate(function, name)
        .orElseGet(
            () -> {
              SqlFunction known =
                  SqlFunctions.named(name)
                      .orElseThrow(() -> SqlRefusals.ofFunction(function, name));
              SqlRefusals.requirePlain(function, name);
              return known.call(function, children(function));
            });
  }

  /** Children are condition, value, condition, value, and the rest if there is one. */
  private Typed caseWhen(Expression part) {
    List<Typed> all = children(part);
    List<Typed> values = new ArrayList<>();
    for (int i = 1; i < all.size(); i += 2) {
      values.add(all.get(i));
    }
    if (all.size() % 2 == 1) {
      values.add(all.get(all.size() - 1));
    }
    Kind kind = Typed.common(values);
    Column chosen = when(all.get(0).as(Kind.BOOLEAN).column(), all.get(1).as(kind).column());
    for (int i = 2; i + 1 < all.size(); i += 2) {
      chosen = chosen.when(all.get(i).as(Kind.BOOLEAN).column(), all.get(i + 1).as(kind).column());
    }
    return new Typed(
        all.size() % 2 == 1 ? chosen.otherwise(all.get(all.size() - 1).as(kind).column()) : chosen,
        kind,
        part);
  }

  private Typed in(Expression part) {
    List<Typed> all = children(part);
    List<Column> columns = Typed.columns(all, Typed.common(all));
    Object[] list = columns.stream().skip(1).toArray();
    return new Typed(columns.get(0).isin(list), Kind.BOOLEAN, part);
  }

  private Typed like(Like part) {
    if (!(part.right() instanceof Literal pattern && pattern.dataType() instanceof StringType)) {
      throw new SqlFault(part, "LIKE takes a pattern in quotes");
    }
    String text = pattern.toString();
    if (text.chars().filter(c -> c == '%').count() > MOST_WILDCARDS) {
      throw new SqlFault(pattern, "the pattern has more than " + MOST_WILDCARDS + " wildcards %");
    }
    if (text.indexOf('\\') >= 0 || part.escapeChar() != '\\') {
      throw new SqlFault(part, "LIKE takes no escapes; use contains, startswith or endswith");
    }
    Column value = translate(part.left(), Kind.TEXT);
    return new Typed(value.like(text), Kind.BOOLEAN, part);
  }

  private Typed logic(Expression part, BinaryOperator<Column> operator) {
    List<Column> sides = Typed.columns(children(part), Kind.BOOLEAN);
    return new Typed(operator.apply(sides.get(0), sides.get(1)), Kind.BOOLEAN, part);
  }

  private Typed comparison(Expression part, BinaryOperator<Column> operator) {
    List<Typed> sides = children(part);
    List<Column> columns = Typed.columns(sides, Typed.common(sides));
    return new Typed(operator.apply(columns.get(0), columns.get(1)), Kind.BOOLEAN, part);
  }

  private Typed exact(Expression part, ExactNumber.Operation operation) {
    List<Column> sides = Typed.columns(children(part), Kind.NUMBER);
    return new Typed(ExactNumber.of(operation, sides.get(0), sides.get(1)), Kind.NUMBER, part);
  }

  private Column child(Expression part, Kind wanted) {
    return children(part).get(0).as(wanted).column();
  }

  private List<Typed> children(Expression part) {
    return CollectionConverters.asJava(part.children()).stream().map(this::translate).toList();
  }
}
