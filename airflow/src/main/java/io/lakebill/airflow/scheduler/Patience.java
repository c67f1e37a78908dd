package io.lakebill.airflow.scheduler;

import io.lakebill.airflow.http.RemoteException;
import io.lakebill.airflow.http.RemoteException.Kind;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How long to wait for something, and how often to look. Servers that do not answer in between are
 * asked again.
 */
public record Patience(Duration longest, Duration interval) {

  /** For several things one after the other. */
  public Patience times(int things) {
    return new Patience(longest.multipliedBy(things), interval);
  }

  <T> T until(String what, Supplier<T> look, Predicate<T> isOver) {
    long end = System.nanoTime() + longest.toNanos();
    while (true) {
      RemoteException missed = null;
      try {
        T now = look.get();
        if (isOver.test(now)) {
          return now;
        }
      } catch (RemoteException e) {
        if (e.kind() != Kind.UNAVAILABLE) {
          throw e;
        }
        missed = e;
      }
      if (System.nanoTime() >= end) {
        throw new RemoteException(
            Kind.UNAVAILABLE,
            "%s is not over after %d s; it goes on without us".formatted(what, longest.toSeconds()),
            missed);
      }
      sleep();
    }
  }

  private void sleep() {
    try {
      Thread.sleep(interval.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RemoteException(Kind.UNAVAILABLE, "interrupted while waiting", e);
    }
  }
}
