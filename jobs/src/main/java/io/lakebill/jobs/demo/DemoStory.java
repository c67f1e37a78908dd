package io.lakebill.jobs.demo;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The files of the demo and the nights to run with them, in order.
 *
 * @param catalog directory of catalog documents
 * @param accounts directory of sellers, accounts, account keys and subscriptions, as they are
 *     before the first night
 */
public record DemoStory(Path catalog, Path accounts, List<Night> nights) {

  public DemoStory {
    nights = List.copyOf(nights);
  }

  /** What all nights together must show. */
  public Expected expected() {
    return nights.stream().map(Night::expected).reduce(Expected.NOTHING, Expected::then);
  }

  /**
   * One nightly run.
   *
   * @param asOf decides which periods are due
   * @param clock when the night's files land
   * @param title what happens, in a few words
   * @param story what a person should look at, in one or two sentences
   * @param drops what to land, in this order
   * @param accountsUpdate a file of account keys to import before the run; null for none
   * @param expected what landing these files must show
   */
  public record Night(
      LocalDate asOf,
      Instant clock,
      String title,
      String story,
      List<Drop> drops,
      Path accountsUpdate,
      Expected expected) {

    public Night {
      drops = List.copyOf(drops);
    }

    /** A clock that stands still at the night's time. */
    public Clock fixedClock() {
      return Clock.fixed(clock, ZoneOffset.UTC);
    }

    /** Accounts and keys that became known before the night, if any. */
    public Optional<Path> updatedAccounts() {
      return Optional.ofNullable(accountsUpdate);
    }
  }

  /**
   * The files of one source that land together.
   *
   * @param sourceDocument how their rows become events
   */
  public record Drop(Path sourceDocument, List<Path> files) {

    public Drop {
      files = List.copyOf(files);
    }
  }
}
