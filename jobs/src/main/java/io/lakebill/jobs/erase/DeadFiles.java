package io.lakebill.jobs.erase;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.ReadFailure;
import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files in a table's folder that the table has no more, or never had: replaced ones, and what
 * processes left that died. Nobody removes them but an erasure, and only those with something to
 * take, or that nobody can read.
 */
final class DeadFiles {

  private DeadFiles() {}

  /** Those from which something would be taken if the table still had them. */
  static List<Path> with(Lake lake, Taking taking, Person person) {
    List<Path> dead = of(lake, taking.table());
    List<Path> partial = dead.stream().filter(file -> !isParquet(file)).toList();
    List<Path> whole = dead.stream().filter(DeadFiles::isParquet).toList();
    List<Path> found = new ArrayList<>(partial);
    try {
      found.addAll(Found.in(lake, taking, person, whole).files());
    } catch (Exception unreadable) {
      if (!ReadFailure.isWhy(unreadable)) {
        throw unreadable;
      }
      whole.stream().filter(file -> isAffected(lake, taking, person, file)).forEach(found::add);
    }
    return found;
  }

  /** Removes files, and the checksums beside them. */
  static void remove(Collection<Path> files) {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove a file that holds what is to be erased", e);
    }
  }

  private static boolean isAffected(Lake lake, Taking taking, Person person, Path file) {
    try {
      return !Found.in(lake, taking, person, List.of(file)).isNothing();
    } catch (Exception unreadable) {
      if (!ReadFailure.isWhy(unreadable)) {
        throw unreadable;
      }
      return true;
    }
  }

  private static List<Path> of(Lake lake, Table table) {
    Set<Path> alive = lake.files(table);
    try (Stream<Path> files = Files.list(lake.path(table))) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> isParquet(file) || file.toString().endsWith(".parquet.partial"))
          .filter(file -> !alive.contains(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + lake.path(table), e);
    }
  }

  private static boolean isParquet(Path file) {
    return file.toString().endsWith(".parquet");
  }
}
