package io.lakebill.jobs.land;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a landing did.
 *
 * @param number of the landing; later ones have higher numbers
 * @param bySource what became of the rows of each source, by its id
 * @param withdrawn events that count no longer since this landing
 * @param refusedFiles a sentence for each file that could not be read
 */
public record Landing(
    long number, Map<String, LandedRows> bySource, long withdrawn, List<String> refusedFiles) {

  public Landing {
    refusedFiles = List.copyOf(refusedFiles);
    bySource = Collections.unmodifiableMap(new TreeMap<>(bySource));
  }

  /** What it prints: rows by what became of them, and events that count no longer, if any. */
  public Map<String, Long> counts() {
    Map<String, Long> counts = total().counts();
    if (withdrawn > 0) {
      counts.put("withdrawn", withdrawn);
    }
    return counts;
  }

  /** What a person has to look at, each in a sentence. */
  public List<String> complaints() {
    List<String> complaints = new ArrayList<>(refusedFiles);
    bySource.forEach(
        (source, rows) -> {
          if (rows.farFromNow() > 0) {
            complaints.add(
                ("source %s: %d accepted events are of times far from now; if that is wrong, look at"
                        + " its time_format and time_zone, else at its expected_times")
                    .formatted(source, rows.farFromNow()));
          }
        });
    return complaints;
  }

  /** What became of all its rows. */
  public LandedRows total() {
    return bySource.values().stream().reduce(LandedRows.NONE, LandedRows::plus);
  }
}
