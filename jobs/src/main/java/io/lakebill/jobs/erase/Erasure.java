package io.lakebill.jobs.erase;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an erasure took, or would take.
 *
 * @param rows from which something is taken, by table
 * @param properties names of what is taken from events
 * @param rewrittenFiles files whose place others took
 * @param removedFiles files that are not there any more, because they were replaced, now or before
 */
public record Erasure(
    Map<String, Long> rows, List<String> properties, long rewrittenFiles, long removedFiles) {

  static final Erasure NOTHING = new Erasure(Map.of(), List.of(), 0, 0);

  public Erasure {
    rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    properties = List.copyOf(properties);
  }

  /** Whether there was nothing to take, in no file. */
  public boolean isNothing() {
    return rows.isEmpty() && removedFiles == 0;
  }

  /** With what was found in the files of a table. */
  Erasure plus(String table, List<Found.Share> shares, long files) {
    Map<String, Long> sums = new TreeMap<>(rows);
    SortedSet<String> names = new TreeSet<>(properties);
    for (Found.Share share : shares) {
      sums.merge(table, share.rows(), Long::sum);
      names.addAll(share.properties());
    }
    return new Erasure(sums, names.stream().toList(), rewrittenFiles + files, removedFiles);
  }

  /** With files that were removed. */
  Erasure plusRemoved(long files) {
    return new Erasure(rows, properties, rewrittenFiles, removedFiles + files);
  }
}
