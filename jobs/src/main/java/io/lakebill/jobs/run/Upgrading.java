package io.lakebill.jobs.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.lakebill.jobs.lake.Lake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Says in {@code _runs/upgrading.json} that the tables of a lake are brought to another layout.
 * While it is there nobody reads or writes. Until all tables are prepared it says so without them,
 * and the lake is the old one; from then on the upgrade can only go forward.
 *
 * @param from the layout that the lake has
 * @param id under which each table is written once
 * @param prepared version that each table had when what takes its place was prepared, -1 where
 *     there was none; null until all are
 */
public record Upgrading(int from, String id, Instant at, Map<String, Long> prepared) {

  /** Copies the map. */
  public Upgrading {
    prepared = prepared == null ? null : Map.copyOf(prepared);
  }

  /** Whether all tables are prepared. */
  @JsonIgnore
  public boolean isPrepared() {
    return prepared != null;
  }

  /** The upgrade that has begun and not ended, if there is one. */
  public static Optional<Upgrading> of(Path lake) {
    return RunFiles.readIfThere(LakeLayout.upgrading(lake), Upgrading.class);
  }

  /** Says so. */
  public void begin(Lake lake) {
    RunFiles.write(LakeLayout.upgrading(lake.root()), this);
  }

  /** Says that all tables are prepared. */
  public Upgrading prepared(Lake lake, Map<String, Long> versions) {
    Upgrading prepared = new Upgrading(from, id, at, versions);
    prepared.begin(lake);
    return prepared;
  }

  /** Says that the lake has today's tables; what was prepared may be removed. */
  public static void mark(Lake lake) {
    new LakeLayout(lake.root()).mark();
  }

  /** Lets commands in again. */
  public static void end(Lake lake) {
    Path file = LakeLayout.upgrading(lake.root());
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + file, e);
    }
  }
}
