package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.ContentHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a run's jobs staged, by a hash of each file, kept beside the run's records: a job reads what
 * an earlier one wrote, and nothing else. Each job looks again, once.
 */
final class StagedHashes {

  private final String runId;
  private final Path directory;
  private final Set<String> looked = ConcurrentHashMap.newKeySet();

  StagedHashes(String runId, Path directory) {
    this.runId = runId;
    this.directory = directory;
  }

  /** Remembers the files that were staged under a name. */
  void put(String name, Collection<Path> files) {
    RunFiles.write(file(name), new Staged(hashes(files)));
    looked.add(name);
  }

  /**
   * Looks at the files that are staged under a name now, unless this job did.
   *
   * @throws ChangedLakeException if they are not those that were staged
   */
  void require(String name, Collection<Path> files) {
    if (!looked.contains(name)) {
      requireSame(name, staged(name), hashes(files));
      looked.add(name);
    }
  }

  /** The same for files of which some are where they belong by now. */
  void requireKnown(String name, Collection<Path> files) {
    Map<String, String> is = hashes(files);
    Map<String, String> was = new TreeMap<>(staged(name));
    was.keySet().retainAll(is.keySet());
    requireSame(name, was, is);
  }

  private void requireSame(String name, Map<String, String> was, Map<String, String> is) {
    if (!is.equals(was)) {
      throw new ChangedLakeException(
          ("what run %s staged as '%s' was changed since: %s. Do the run's steps again from `meter`"
                  + " on, or give it up with `runs abandon %s`")
              .formatted(runId, name, difference(was, is), runId),
          null);
    }
  }

  private Map<String, String> staged(String name) {
    return RunFiles.readIfThere(file(name), Staged.class).map(Staged::files).orElse(Map.of());
  }

  /** From now on every file is looked at again. */
  void lookAgain() {
    looked.clear();
  }

  private static String difference(Map<String, String> was, Map<String, String> is) {
    for (Map.Entry<String, String> file : was.entrySet()) {
      if (!is.containsKey(file.getKey())) {
        return file.getKey() + " is gone";
      }
      if (!is.get(file.getKey()).equals(file.getValue())) {
        return file.getKey() + " has other content";
      }
    }
    return is.keySet().stream().filter(file -> !was.containsKey(file)).findFirst().orElseThrow()
        + " is new";
  }

  private static Map<String, String> hashes(Collection<Path> files) {
    Map<String, String> hashes = new TreeMap<>();
    files.stream()
        .filter(Files::exists)
        .forEach(file -> hashes.put(file.getFileName().toString(), ContentHash.of(file)));
    return hashes;
  }

  private Path file(String name) {
    return directory.resolve(name + ".json");
  }

  /** File names, and what stands for the content of each. */
  private record Staged(Map<String, String> files) {}
}
