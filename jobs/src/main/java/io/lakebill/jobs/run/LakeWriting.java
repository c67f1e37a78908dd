package io.lakebill.jobs.run;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.LakeLock;
import io.lakebill.jobs.lake.Sessions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * How every command writes: alone, to a lake that is as the last command left it, after a reversal
 * that died has been completed; and what it leaves is known to the next one, however it ends.
 */
public final class LakeWriting {

  private LakeWriting() {}

  /**
   * Does something to the lake at a directory, which is made if need be.
   *
   * @throws ChangedLakeException if the lake is not as it was left, before anything is done
   */
  public static <T> T to(Path directory, Function<Lake, T> work) {
    Lake.requireWritable(directory);
    return alone(
        directory,
        new LakeLayout(directory)::requireToWrite,
        lake -> {
          RevertRun.completeUnfinished(lake);
          return work.apply(lake);
        });
  }

  /**
   * The same for a lake that may be of another layout, which the work is to change.
   *
   * @throws ChangedLakeException if the lake is not as it was left, before anything is done
   */
  public static <T> T toUpgrade(Path directory, Function<Lake, T> work) {
    return alone(directory, () -> {}, work);
  }

  private static <T> T alone(Path directory, Runnable before, Function<Lake, T> work) {
    return LakeLock.holding(
        directory,
        () -> {
          before.run();
          new LakeCheck(directory).require();
          LakeMarks marks = new LakeMarks(directory);
          marks.begin();
          T result;
          try {
            result = work.apply(Lake.open(Sessions.open(), directory));
          } catch (Exception failure) {
            endAfter(failure, marks);
            throwIfExplained(failure, directory);
            throw failure;
          }
          marks.end();
          return result;
        });
  }

  /**
   * A query that fails because somebody took a file away says little; this says which.
   *
   * @throws ChangedLakeException if a file of a table is not there
   */
  public static void throwIfExplained(Exception failure, Path directory) {
    List<Difference> missing = new LakeCheck(directory).missingFiles();
    if (!missing.isEmpty()) {
      throw ChangedLakeException.of(directory.toAbsolutePath().normalize(), missing, failure);
    }
  }

  private static void endAfter(Exception failure, LakeMarks marks) {
    try {
      marks.end();
    } catch (RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }
}
