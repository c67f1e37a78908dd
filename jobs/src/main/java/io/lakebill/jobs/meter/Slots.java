package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.expression.EventValues;
import io.lakebill.jobs.meter.tally.TallyPlan;
import io.lakebill.jobs.meter.tally.TallyPlan.Need;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * What an event is to all meters, in few columns: a bit per profile that counts its name, and each
 * text that some of them read. Profiles of different event names share them, because an event has
 * one name; those of the same name share a text that they all read.
 *
 * @param byEventName the profiles that count the events of each name
 */
record Slots(Map<String, List<MeteredProfile>> byEventName) {

  /** How many columns of bits there are. */
  int masks() {
    int most = byEventName.values().stream().mapToInt(List::size).max().orElse(0);
    return (most + TallyPlan.BITS - 1) / TallyPlan.BITS;
  }

  /** The columns of bits, then those of texts. */
  Stream<Column> columns() {
    int texts = byEventName.values().stream().mapToInt(p -> texts(p).size()).max().orElse(0);
    return Stream.concat(
        IntStream.range(0, masks()).mapToObj(i -> ofName(p -> bits(p, i)).as("counting_" + i)),
        IntStream.range(0, texts).mapToObj(i -> ofName(p -> text(p, i)).as("text_" + i)));
  }

  /** What to tally for the profiles of a name. */
  List<TallyPlan.Counted> counted(Collection<MeteredProfile> profiles) {
    List<String> texts = texts(profiles);
    return profiles.stream()
        .map(
            p ->
                new TallyPlan.Counted(needs(p), Math.max(0, texts.indexOf(p.profile().property()))))
        .toList();
  }

  /** Where a profile stands among those of its name. */
  int of(MeteredProfile profile) {
    return byEventName.get(profile.meter().eventName()).indexOf(profile);
  }

  private Column ofName(Function<List<MeteredProfile>, Column> what) {
    Column choice = when(lit(false), lit(null));
    for (var entry : byEventName.entrySet()) {
      Column hasName = col("event_name").equalTo(entry.getKey());
      choice = choice.when(hasName, what.apply(entry.getValue()));
    }
    return choice;
  }

  private static Column bits(List<MeteredProfile> profiles, int mask) {
    int first = mask * TallyPlan.BITS;
    return IntStream.range(first, Math.min(profiles.size(), first + TallyPlan.BITS))
        .mapToObj(i -> when(profiles.get(i).isCountingOfItsName(), 1L << (i - first)).otherwise(0L))
        .reduce(lit(0L), Column::bitwiseOR);
  }

  private static Column text(List<MeteredProfile> profiles, int position) {
    List<String> texts = texts(profiles);
    return position < texts.size()
        ? EventValues.property(texts.get(position)).cast("string")
        : lit(null).cast("string");
  }

  private static List<String> texts(Collection<MeteredProfile> profiles) {
    return profiles.stream()
        .filter(profile -> !needs(profile).contains(Need.EVENTS))
        .map(profile -> profile.profile().property())
        .distinct()
        .toList();
  }

  /** What is tallied for a profile; of one that is not folded only whether its events count. */
  private static Set<Need> needs(MeteredProfile profile) {
    return EnumSet.of(
        switch (profile.profile().aggregation()) {
          case COUNT, TIME_WEIGHTED_SUM, SQL -> Need.EVENTS;
          case SUM, AVERAGE, HISTORICAL_SUM -> Need.SUM;
          case MIN -> Need.MINIMUM;
          case MAX -> Need.MAXIMUM;
          case LATEST, LAST_IN_HISTORY -> Need.LAST;
          case UNIQUE_COUNT -> profile.keepsValues() ? Need.TEXTS : Need.EVENTS;
        });
  }
}
