package io.lakebill.jobs.meter.event;

import io.lakebill.jobs.meter.expression.EventValues;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import io.lakebill.jobs.meter.priced.PricedMeters.Way;
import io.lakebill.jobs.meter.priced.Split.Dimension;
import io.lakebill.jobs.meter.tally.TallyPlan;
import io.lakebill.jobs.meter.tally.TallyPlan.Need;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * What the events of one name are to all meters: a condition for each profile that counts them,
 * each text that some of them read, and the values of the finest split that any of them wants.
 *
 * @param profiles that count the name
 * @param ways in which what folds is wanted
 */
record MetersOfName(List<MeteredProfile> profiles, List<Way> ways) {

  /** Whether an event counts, for each profile; never null. */
  Stream<Column> conditions() {
    return profiles.stream().map(MeteredProfile::matches);
  }

  /** What events report. */
  Stream<Column> texts() {
    return textNames().stream().map(name -> EventValues.property(name).cast("string"));
  }

  /** What usage is split by. */
  Stream<Column> dimensionValues() {
    return dimensions().stream().map(dimension -> dimension.value().cast("string"));
  }

  /** What to tally. */
  TallyPlan.OfName tallied() {
    List<String> texts = textNames();
    List<Dimension> finest = dimensions();
    return new TallyPlan.OfName(
        profiles.stream()
            .map(
                p ->
                    new TallyPlan.Counted(
                        p.number(), need(p), Math.max(0, texts.indexOf(p.profile().property()))))
            .toList(),
        ways.stream()
            .map(
                way ->
                    new TallyPlan.Way(
                        way.profile().reference(),
                        profiles.indexOf(way.profile()),
                        way.profile().profile().seesHistory(),
                        way.split().names(),
                        way.split().dimensions().stream().map(finest::indexOf).toList()))
            .toList());
  }

  private List<Dimension> dimensions() {
    Set<Dimension> finest = new LinkedHashSet<>();
    ways.forEach(way -> finest.addAll(way.split().dimensions()));
    return new ArrayList<>(finest);
  }

  private List<String> textNames() {
    return profiles.stream()
        .filter(profile -> need(profile) != Need.EVENTS)
        .map(profile -> profile.profile().property())
        .distinct()
        .toList();
  }

  /**
   * What is tallied for a profile; of one that is not folded, or is no more, only whether its
   * events count.
   */
  private Need need(MeteredProfile profile) {
    if (ways.stream().noneMatch(way -> way.profile().equals(profile))) {
      return Need.EVENTS;
    }
    return switch (profile.profile().aggregation()) {
      case COUNT, TIME_WEIGHTED_SUM, WEIGHTED_SUM, PRORATED_SUM, PRORATED_UNIQUE_COUNT, SQL ->
          Need.EVENTS;
      case SUM, AVERAGE, HISTORICAL_SUM -> Need.SUM;
      case MIN -> Need.MINIMUM;
      case MAX -> Need.MAXIMUM;
      case LATEST, LAST_IN_HISTORY -> Need.LAST;
      case UNIQUE_COUNT -> profile.keepsValues() ? Need.TEXTS : Need.EVENTS;
    };
  }
}
