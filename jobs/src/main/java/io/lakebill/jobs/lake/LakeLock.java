package io.lakebill.jobs.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * Lets one process at a time write to a lake. Delta's commits on a local disk are safe only inside
 * one JVM (delta-io: single driver), so every command that writes holds this lock while it works.
 * The operating system takes it back when the process dies, however it dies.
 */
public final class LakeLock {

  private final FileChannel channel;
  private final FileLock lock;

  private LakeLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /** Does something while holding the lock, or fails at once with {@link LakeBusyException}. */
  public static <T> T holding(Path lake, Supplier<T> work) {
    LakeLock lock = take(lake);
    try {
      return work.get();
    } finally {
      lock.release();
    }
  }

  private static LakeLock take(Path lake) {
    Path file = lake.resolve("_lock");
    try {
      Files.createDirectories(lake);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new LakeBusyException(
            "another process is writing to the lake " + lake + "; try again when it is done");
      }
      return new LakeLock(channel, lock);
    } catch (IOException e) {
      throw new UnusableLakeException("cannot lock the lake " + lake + " with " + file, e);
    }
  }

  private void release() {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the lock of the lake", e);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }
}
