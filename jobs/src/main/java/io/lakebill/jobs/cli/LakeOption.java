package io.lakebill.jobs.cli;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.Sessions;
import io.lakebill.jobs.run.LakeLayout;
import io.lakebill.jobs.run.LakeWriting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The lake that a command works on. */
final class LakeOption {

  @Option(
      names = "--lake",
      required = true,
      paramLabel = "DIR",
      defaultValue = "${env:LAKEBILL_LAKE}",
      description = "Directory of the lake; LAKEBILL_LAKE in the environment names it as well.")
  private String location;

  /** The lake at a place that a command was told in another way. */
  static LakeOption at(String location) {
    LakeOption lake = new LakeOption();
    lake.location = location;
    return lake;
  }

  /** The directory. */
  Path directory() {
    if (location.startsWith("file:")) {
      return Path.of(java.net.URI.create(location));
    }
    if (location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      throw new BadConfigurationException(
          "the lake %s is not on a local disk; only local lakes are safe so far".formatted(location)
              + " (object stores need a commit coordinator), give a directory",
          null);
    }
    return Path.of(location);
  }

  /** Does something to the lake while no other process writes to it; makes the lake if need be. */
  <T> T write(Function<Lake, T> work) {
    return LakeWriting.to(directory(), work);
  }

  /** Looks into a lake that is there. */
  <T> T read(Function<Lake, T> work) {
    requireThere();
    new LakeLayout(directory()).requireToRead();
    try {
      return work.apply(Lake.openToRead(Sessions.open(), directory()));
    } catch (Exception failure) {
      LakeWriting.throwIfExplained(failure, directory());
      throw failure;
    }
  }

  /** Refuses a directory that no command has written to. */
  void requireThere() {
    if (!Files.exists(directory().resolve("_lock"))) {
      throw new BadConfigurationException(
          "there is no lake in %s; `catalog apply` makes one, `demo` makes one to look at"
              .formatted(directory().toAbsolutePath().normalize()),
          null);
    }
  }
}
