package io.lakebill.jobs.run;

import io.lakebill.schemas.document.Sha256;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a command left a table as.
 *
 * @param version its newest version
 * @param commit stands for the commit that made it, which no other history has
 * @param files those that hold its rows, by path as seen from its folder
 */
record TableMark(String table, long version, String commit, SortedMap<String, FileMark> files) {

  TableMark {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Stands for all files, their sizes and what is known of their content. */
  String content() {
    return Sha256.of(
        files.entrySet().stream()
            .map(
                file ->
                    "%s %d %s\n"
                        .formatted(
                            file.getKey(),
                            file.getValue().size(),
                            file.getValue().known().orElse("")))
            .collect(Collectors.joining()));
  }

  /** Sizes by path. */
  Map<String, Long> sizes() {
    return files.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, file -> file.getValue().size()));
  }
}
