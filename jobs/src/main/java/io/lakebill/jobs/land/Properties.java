package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_concat;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What rows say besides the fields of an event, by name. A name whose value is null is not there.
 */
sealed interface Properties {

  /** All of it, as {@code events} keeps it. */
  Column asMap();

  /**
   * Columns that hash to what the entries hash to when they are sorted by name, so that both kinds
   * of properties have the same hash for the same content.
   */
  Stream<Column> hashed();

  /** With constants of the source in it, which a row cannot overrule. */
  Properties with(Map<String, String> constants);

  /** Without some names. */
  Properties without(Set<String> names);

  /**
   * So many that each can be an expression of its own. Of 5,000 the code that Spark makes took ten
   * minutes to compile, and then could not be.
   */
  int MOST_KNOWN = 200;

  /** Columns of names that all rows share, be they few or many. */
  static Properties of(Map<String, Column> values) {
    Known known = new Known(values);
    return values.size() <= MOST_KNOWN ? known : new Told(known.asMap());
  }

  /** No properties at all. */
  static Properties none() {
    return new Known(Map.of());
  }

  /** Names that all rows share: nothing has to be sorted row by row. */
  record Known(Map<String, Column> values) implements Properties {

    public Known {
      values = new LinkedHashMap<>(values);
    }

    @Override
    public Column asMap() {
      if (values.isEmpty()) {
        return map().cast("map<string,string>");
      }
      Column names = array(values.keySet().stream().map(name -> lit(name)).toArray(Column[]::new));
      return OwnFunctions.call(
          PropertyMaps.class,
          "withoutNulls",
          MapType.apply(DataTypes.StringType, DataTypes.StringType, true),
          names,
          array(values.values().toArray(Column[]::new)));
    }

    /** A null adds nothing to a hash, so a missing value takes its name with it. */
    @Override
    public Stream<Column> hashed() {
      return values.entrySet().stream()
          .sorted(Map.Entry.comparingByKey(Properties::inOrderOfBytes))
          .flatMap(
              entry ->
                  Stream.of(
                      when(entry.getValue().isNotNull(), lit(entry.getKey())), entry.getValue()));
    }

    @Override
    public Properties with(Map<String, String> constants) {
      Map<String, Column> all = new LinkedHashMap<>(values);
      all.keySet().removeAll(constants.keySet());
      constants.forEach((name, value) -> all.put(name, lit(value)));
      return new Known(all);
    }

    @Override
    public Properties without(Set<String> names) {
      Map<String, Column> left = new LinkedHashMap<>(values);
      left.keySet().removeAll(names);
      return new Known(left);
    }
  }

  /** Names that only the rows know. */
  record Told(Column entries) implements Properties {

    @Override
    public Column asMap() {
      return coalesce(entries, none().asMap());
    }

    @Override
    public Stream<Column> hashed() {
      return Stream.of(sort_array(map_entries(asMap())));
    }

    @Override
    public Properties with(Map<String, String> constants) {
      if (constants.isEmpty()) {
        return this;
      }
      Column others = without(constants.keySet()).asMap();
      return new Told(map_concat(others, constantMap(constants)));
    }

    @Override
    public Properties without(Set<String> names) {
      Object[] unwanted = names.toArray();
      return names.isEmpty()
          ? this
          : new Told(map_filter(asMap(), (name, value) -> not(name.isin(unwanted))));
    }

    private static Column constantMap(Map<String, String> constants) {
      return map(
          constants.entrySet().stream()
              .flatMap(entry -> Stream.of(lit(entry.getKey()), lit(entry.getValue())))
              .toArray(Column[]::new));
    }
  }

  /** As Spark sorts texts. */
  private static int inOrderOfBytes(String one, String other) {
    return UTF8String.fromString(one).compareTo(UTF8String.fromString(other));
  }
}
