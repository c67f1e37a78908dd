package io.lakebill.jobs.meter.priced;

import io.lakebill.jobs.meter.fold.FoldPlan;
import io.lakebill.jobs.run.RunContext;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.MeterDimension;
import io.lakebill.schemas.catalog.MeteredPlan;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.Profile;
import io.lakebill.schemas.catalog.UsageCharge;
import io.lakebill.schemas.catalog.Window;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The meters that some plan has a charge on, and how usage is split for them: a matrix price splits
 * it by its own dimensions, a price of windows by them, most others want the whole. A charge that
 * has no price is like one that costs nothing.
 */
public final class PricedMeters {

  private static final StructType NAME =
      StructType.fromDDL("plan_id STRING, meter_id STRING, event_name STRING");

  private final List<MeteredProfile> profiles;
  private final Map<Split, List<MeteredProfile>> bySplit;
  private final List<Row> charges;
  private final EarlierMeters earlier;

  private PricedMeters(
      List<MeteredProfile> profiles,
      Map<Split, List<MeteredProfile>> bySplit,
      List<Row> charges,
      EarlierMeters earlier) {
    this.profiles = profiles;
    this.bySplit = bySplit;
    this.charges = charges;
    this.earlier = earlier;
  }

  /** The meters of a run, which knows what was billed by others. */
  public static PricedMeters of(RunContext context) {
    PricedMeters now = of(context.catalog());
    return new PricedMeters(
        now.profiles,
        now.bySplit,
        now.charges,
        EarlierMeters.of(now.profiles, context.billedCatalogs()));
  }

  public static PricedMeters of(Catalog catalog) {
    List<Row> charges = new ArrayList<>();
    Map<String, TreeMap<String, List<String>>> dimensionsByMeter = new TreeMap<>();
    for (MeteredPlan plan : catalog.meteredPlans()) {
      for (UsageCharge charge : usageCharges(plan.plan())) {
        List<String> dimensions = plan.dimensions(charge);
        charges.add(
            RowFactory.create(
                plan.key(),
                charge.id(),
                charge.meter(),
                dimensions.toArray(String[]::new),
                catalog.meter(charge.meter()).orElseThrow().maxDimensionValues(),
                charge.isPriced()));
        dimensionsByMeter
            .computeIfAbsent(charge.meter(), meter -> new TreeMap<>())
            .put(String.join("\u0000", dimensions), dimensions);
      }
    }
    List<MeteredProfile> profiles = new ArrayList<>();
    Map<Split, List<MeteredProfile>> bySplit = new LinkedHashMap<>();
    dimensionsByMeter.forEach(
        (reference, lists) -> {
          Meter meter = catalog.meter(reference).orElseThrow();
          Profile profile = catalog.profile(reference).orElseThrow();
          FilterChecks.requireUsable(reference, meter, profile);
          MeteredProfile metered = MeteredProfile.of(profiles.size(), reference, meter, profile);
          profiles.add(metered);
          for (List<String> dimensions : lists.values()) {
            bySplit
                .computeIfAbsent(Split.of(dimensions, meter, profile), s -> new ArrayList<>())
                .add(metered);
          }
        });
    return new PricedMeters(profiles, bySplit, charges, new EarlierMeters(profiles, List.of()));
  }

  /** How charges name the meters that some plan prices. */
  static List<String> references(Catalog catalog) {
    return catalog.meteredPlans().stream()
        .flatMap(plan -> usageCharges(plan.plan()).stream())
        .map(UsageCharge::meter)
        .distinct()
        .sorted()
        .toList();
  }

  /** The same with those that something was billed by. */
  public EarlierMeters withEarlier() {
    return earlier;
  }

  /** A profile with one way in which its usage is wanted. */
  public record Way(MeteredProfile profile, Split split) {}

  /** The same for some of the profiles, as they are today. */
  public PricedMeters only(Predicate<MeteredProfile> wanted) {
    Map<Split, List<MeteredProfile>> splits = new LinkedHashMap<>();
    bySplit.forEach(
        (split, all) -> {
          List<MeteredProfile> some = all.stream().filter(wanted).toList();
          if (!some.isEmpty()) {
            splits.put(split, some);
          }
        });
    List<MeteredProfile> some = profiles.stream().filter(wanted).toList();
    return new PricedMeters(some, splits, charges, new EarlierMeters(some, List.of()));
  }

  /** The profiles that want all events of their name every time. */
  public PricedMeters recounted() {
    return only(profile -> !profile.isFolded());
  }

  /** Each profile in each way that it is wanted. */
  public List<Way> ways() {
    return bySplit.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(p -> new Way(p, entry.getKey())))
        .toList();
  }

  /** The names of events that count or did, with the profiles that count them. */
  public Map<String, List<MeteredProfile>> byEventName() {
    return all()
        .collect(
            Collectors.groupingBy(
                profile -> profile.meter().eventName(), TreeMap::new, Collectors.toList()));
  }

  /** The numbers of the meters that each plan of the catalog prices, by the plan's key. */
  public static Map<String, BitSet> numbersByPlan(Catalog catalog) {
    PricedMeters meters = of(catalog);
    Map<String, Integer> numbers =
        meters.profiles.stream()
            .collect(Collectors.toMap(MeteredProfile::reference, MeteredProfile::number));
    Map<String, BitSet> byPlan = new TreeMap<>();
    catalog.meteredPlans().forEach(plan -> byPlan.put(plan.key(), new BitSet()));
    meters.charges.forEach(
        charge -> byPlan.get(charge.getString(0)).set(numbers.get(charge.getString(2))));
    return byPlan;
  }

  public boolean isEmpty() {
    return profiles.isEmpty();
  }

  /** One profile, whole and split by all that prices could ask for. */
  public static PricedMeters everyWay(MeteredProfile profile) {
    Map<Split, List<MeteredProfile>> bySplit = new LinkedHashMap<>();
    Stream.of(
            List.<String>of(),
            profile.meter().dimensions().stream().map(MeterDimension::name).toList(),
            profile.profile().countedPer().map(w -> List.of(Window.DIMENSION)).orElse(List.of()))
        .map(dimensions -> Split.of(dimensions, profile.meter(), profile.profile()))
        .forEach(split -> bySplit.put(split, List.of(profile)));
    List<MeteredProfile> one = List.of(profile);
    return new PricedMeters(one, bySplit, List.of(), new EarlierMeters(one, List.of()));
  }

  /** The event names that each plan prices, by its key, with the meters that it does so by. */
  public Dataset<Row> names(SparkSession spark) {
    return names(spark, key -> key);
  }

  /** The same by the ids of plans: what each of them prices, or did. */
  public Dataset<Row> namesOfPlans(SparkSession spark) {
    return names(spark, MeteredPlan::idOf);
  }

  private Dataset<Row> names(SparkSession spark, UnaryOperator<String> plan) {
    Map<String, String> nameByMeter =
        profiles.stream()
            .collect(Collectors.toMap(MeteredProfile::reference, p -> p.meter().eventName()));
    return spark.createDataFrame(
        charges.stream()
            .map(
                charge ->
                    RowFactory.create(
                        plan.apply(charge.getString(0)),
                        charge.getString(2),
                        nameByMeter.get(charge.getString(2))))
            .distinct()
            .toList(),
        NAME);
  }

  /** The profiles that say in what state events are: earlier ones of what was billed by them. */
  public Stream<MeteredProfile> all() {
    return Stream.concat(profiles.stream(), earlier.profiles().stream());
  }

  /** Every priced profile once. */
  public List<MeteredProfile> profiles() {
    return profiles;
  }

  /** The profiles that are wanted split in the same way. */
  public Map<Split, List<MeteredProfile>> bySplit() {
    return bySplit;
  }

  /** What a fold has to know of them. */
  public FoldPlan foldPlan() {
    Map<FoldPlan.Way, List<FoldPlan.OfCharge>> byWay = new HashMap<>();
    Map<String, Set<String>> pricedNames = new HashMap<>();
    Map<String, String> nameByMeter =
        profiles.stream()
            .collect(Collectors.toMap(MeteredProfile::reference, p -> p.meter().eventName()));
    for (Row charge : charges) {
      byWay
          .computeIfAbsent(way(charge), way -> new ArrayList<>())
          .add(new FoldPlan.OfCharge(charge.getString(1), charge.getInt(4), charge.getBoolean(5)));
      String eventName = nameByMeter.get(charge.getString(2));
      if (eventName != null) {
        pricedNames.computeIfAbsent(charge.getString(0), plan -> new HashSet<>()).add(eventName);
      }
    }
    return new FoldPlan(
        profiles.stream()
            .collect(
                Collectors.toMap(
                    MeteredProfile::reference, profile -> profile.profile().aggregation())),
        profiles.stream()
            .filter(profile -> profile.profile().seesHistory())
            .map(MeteredProfile::reference)
            .collect(Collectors.toSet()),
        byWay,
        unwanted(byWay.keySet()),
        pricedNames);
  }

  /** The ways in which a meter is split for other plans than one that prices it, too. */
  private static Set<FoldPlan.Way> unwanted(Set<FoldPlan.Way> wanted) {
    Set<FoldPlan.Way> unwanted = new HashSet<>();
    for (FoldPlan.Way one : wanted) {
      for (FoldPlan.Way other : wanted) {
        if (one.meter().equals(other.meter())) {
          FoldPlan.Way mixed = new FoldPlan.Way(one.plan(), one.meter(), other.dimensions());
          if (!wanted.contains(mixed)) {
            unwanted.add(mixed);
          }
        }
      }
    }
    return unwanted;
  }

  private static FoldPlan.Way way(Row charge) {
    List<String> dimensions = Stream.of((Object[]) charge.get(3)).map(Object::toString).toList();
    return new FoldPlan.Way(charge.getString(0), charge.getString(2), dimensions);
  }

  private static List<UsageCharge> usageCharges(Plan plan) {
    return plan.charges().stream()
        .filter(UsageCharge.class::isInstance)
        .map(UsageCharge.class::cast)
        .collect(Collectors.toList());
  }
}
