package io.lakebill.jobs.meter.priced;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * The meters of today beside those that something was billed by and that are defined otherwise now,
 * or are gone. An event that was billed is told by the definition of then; usage is counted by that
 * of today. They are marked at positions after those of {@link PricedMeters#profiles}.
 */
public record EarlierMeters(List<MeteredProfile> now, List<Earlier> earlier) {

  /**
   * A meter as it was.
   *
   * @param catalogs by hash, in which it was so
   */
  record Earlier(MeteredProfile profile, Set<String> catalogs) {}

  /** What a definition says of the events that it counts. */
  private record Definition(String reference, String eventName, Profile profile) {

    static Definition of(MeteredProfile metered) {
      return new Definition(metered.reference(), metered.meter().eventName(), metered.profile());
    }
  }

  /**
   * Compares what is with what was.
   *
   * @param now the priced meters of today
   * @param catalogs by hash, that something was billed by
   */
  static EarlierMeters of(List<MeteredProfile> now, Map<String, Catalog> catalogs) {
    Map<Definition, Earlier> earlier = new LinkedHashMap<>();
    Map<String, Definition> today = new HashMap<>();
    now.forEach(profile -> today.put(profile.reference(), Definition.of(profile)));
    new TreeMap<>(catalogs)
        .forEach(
            (hash, catalog) -> {
              for (String reference : PricedMeters.references(catalog)) {
                Meter meter = catalog.meter(reference).orElseThrow();
                MeteredProfile then =
                    MeteredProfile.of(
                        now.size() + earlier.size(),
                        reference,
                        meter,
                        catalog.profile(reference).orElseThrow());
                Definition definition = Definition.of(then);
                if (!definition.equals(today.get(reference))) {
                  earlier
                      .computeIfAbsent(definition, any -> new Earlier(then, new TreeSet<>()))
                      .catalogs()
                      .add(hash);
                }
              }
            });
    return new EarlierMeters(now, List.copyOf(earlier.values()));
  }

  List<MeteredProfile> profiles() {
    return earlier.stream().map(Earlier::profile).toList();
  }

  /** Marks at the positions of the meters of today that are named, however they are defined. */
  public Column marksOfNow(String named) {
    return array(now.stream().map(profile -> names(named, profile)).toList());
  }

  /** Marks at the positions of the meters that are named, as they were defined then. */
  public Column marksOfThen(String named) {
    List<Column> marks = new ArrayList<>();
    for (MeteredProfile profile : now) {
      Object[] others =
          earlier.stream()
              .filter(other -> other.profile().reference().equals(profile.reference()))
              .flatMap(other -> other.catalogs().stream())
              .toArray();
      Column isNamed = names(named, profile);
      marks.add(others.length == 0 ? isNamed : isNamed.and(not(col("catalog_hash").isin(others))));
    }
    for (Earlier one : earlier) {
      marks.add(
          names(named, one.profile()).and(col("catalog_hash").isin(one.catalogs().toArray())));
    }
    return array(marks);
  }

  /** The names of the events at the positions that are marked in one column or another. */
  public Column eventNames(String some, String others) {
    List<Column> names =
        Stream.concat(now.stream(), profiles().stream())
            .map(profile -> lit(profile.meter().eventName()))
            .toList();
    return names.isEmpty()
        ? functions.expr("CAST(array() AS ARRAY<STRING>)")
        : functions.filter(
            functions.array(names.toArray(Column[]::new)),
            (name, i) -> functions.get(col(some), i).or(functions.get(col(others), i)));
  }

  /** Whether any meter is marked that is defined otherwise now. */
  public Column isOtherwise(String marked) {
    return functions.exists(
        functions.slice(col(marked), lit(now.size() + 1), lit(earlier.size())), mark -> mark);
  }

  private static Column names(String column, MeteredProfile profile) {
    return array_contains(col(column), profile.reference());
  }

  private static Column array(List<Column> marks) {
    return marks.isEmpty()
        ? functions.expr("CAST(array() AS ARRAY<BOOLEAN>)")
        : functions.array(marks.toArray(Column[]::new));
  }
}
