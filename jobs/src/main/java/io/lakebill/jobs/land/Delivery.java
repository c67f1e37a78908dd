package io.lakebill.jobs.land;

import io.lakebill.schemas.source.Source;
import java.nio.file.Path;
import java.util.List;

/** Files that a source handed over. */
public record Delivery(Source source, List<Path> files) {

  /** Refuses a delivery without files. */
  public Delivery {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("source " + source.id() + " has no files to land");
    }
  }
}
