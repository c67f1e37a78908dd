package io.lakebill.jobs.meter.expression;

import static org.apache.spark.sql.functions.lit;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;

/**
 * A translated part of a user's SQL.
 *
 * @param source what it is a translation of, for messages
 */
record Typed(Column column, Kind kind, Expression source) {

  /** The same as another kind; text that cannot be read as it is null. */
  Typed as(Kind wanted) {
    if (kind == wanted) {
      return this;
    }
    if (kind == Kind.NOTHING) {
      return new Typed(lit(null).cast(typeOf(wanted)), wanted, source);
    }
    if (kind == Kind.TEXT) {
      return new Typed(read(wanted), wanted, source);
    }
    if (kind == Kind.DATE && wanted == Kind.TIME) {
      return new Typed(column.cast("timestamp"), wanted, source);
    }
    throw new SqlFault(
        source, "this is %s where %s is wanted".formatted(kind.words(), wanted.words()));
  }

  /** The kind that all of some parts can be compared as: text gives way to any other. */
  static Kind common(List<Typed> parts) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    parts.forEach(part -> kinds.add(part.kind()));
    kinds.remove(Kind.NOTHING);
    if (kinds.size() > 1) {
      kinds.remove(Kind.TEXT);
    }
    if (kinds.equals(EnumSet.of(Kind.DATE, Kind.TIME))) {
      return Kind.TIME;
    }
    if (kinds.size() > 1) {
      List<String> words = kinds.stream().map(Kind::words).toList();
      throw new SqlFault(
          parts.get(0).source(),
          "%s and %s do not go together".formatted(words.get(0), words.get(1)));
    }
    return kinds.isEmpty() ? Kind.NOTHING : kinds.iterator().next();
  }

  /** Some parts as one kind. */
  static List<Column> columns(List<Typed> parts, Kind wanted) {
    return parts.stream().map(part -> part.as(wanted).column()).toList();
  }

  private Column read(Kind wanted) {
    return switch (wanted) {
      case NUMBER -> EventValues.number(column);
      case TIME, DATE -> FixedTime.read(this, wanted);
      default -> column.try_cast(typeOf(wanted));
    };
  }

  private static String typeOf(Kind kind) {
    return switch (kind) {
      case TEXT -> "string";
      case NUMBER -> ExactNumber.TYPE;
      case BOOLEAN, NOTHING -> "boolean";
      case TIME -> "timestamp";
      case DATE -> "date";
    };
  }
}
