package io.lakebill.schemas.source;

import java.util.Locale;

/** What the files of a source are. */
public enum FileFormat {
  PARQUET,
  CSV,
  JSONL;

  /** The name in documents, {@code jsonl}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
