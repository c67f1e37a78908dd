package io.lakebill.jobs.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes that do not depend on each other, side by side: planning one and committing it leaves most
 * of a machine idle.
 */
public final class InParallel {

  private static final int AT_ONCE = 3;

  private InParallel() {}

  /** Does all of it; if something fails, the first failure is thrown once the rest has ended. */
  public static void run(List<Runnable> work) {
    ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE);
    List<Future<?>> started = new ArrayList<>();
    work.forEach(part -> started.add(workers.submit(part)));
    workers.shutdown();
    List<Throwable> failures = new ArrayList<>();
    started.forEach(part -> failures.addAll(failure(part)));
    if (!failures.isEmpty()) {
      throw rethrown(failures.get(0));
    }
  }

  private static List<Throwable> failure(Future<?> part) {
    try {
      part.get();
      return List.of();
    } catch (ExecutionException e) {
      return List.of(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of(new IllegalStateException("interrupted while writing", e));
    }
  }

  private static RuntimeException rethrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException known
        ? known
        : new IllegalStateException("a write failed", failure);
  }
}
