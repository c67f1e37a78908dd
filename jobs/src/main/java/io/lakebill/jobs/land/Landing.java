package io.lakebill.jobs.land;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a landing did.
 *
 * @param number of the landing; later ones have higher numbers
 * @param bySource what became of the rows of each source, by its id
 * @param refusedFiles a sentence for each file that could not be read
 */
public record Landing(long number, Map<String, LandedRows> bySource, List<String> refusedFiles) {

  public Landing {
    refusedFiles = List.copyOf(refusedFiles);
    bySource = Collections.unmodifiableMap(new TreeMap<>(bySource));
  }

  /** What became of all its rows. */
  public LandedRows total() {
    return bySource.values().stream().reduce(LandedRows.NONE, LandedRows::plus);
  }
}
