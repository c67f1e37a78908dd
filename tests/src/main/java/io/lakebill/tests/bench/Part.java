package io.lakebill.tests.bench;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A part of the benchmark: one process that is measured. */
enum Part {
  LAND_HISTORY("Lakebill: land 29 days (deduplicate)"),
  SPARK_COPY("Spark: copy 29 days"),
  FULL_NIGHT("Lakebill: full night over 29 days"),
  NIGHT("Lakebill: night with 1/30 new events"),
  EMPTY_NIGHT("Lakebill: night without new events"),
  DUCKDB_FULL("DuckDB: meter 29 days"),
  SPARK_FULL("Spark SQL: meter 29 days"),
  DUCKDB_MONTH("DuckDB: deduplicate and meter 30 days"),
  SPARK_MONTH("Spark SQL: deduplicate and meter 30 days"),
  FULL_NIGHT_30_METERS("Lakebill: full night, 30 meters"),
  FULL_NIGHT_CONTRACTS("Lakebill: full night that bills contracts"),
  LAND_HISTORY_AT_4X("Lakebill: land 119 days, 4x history"),
  FULL_NIGHT_AT_4X("Lakebill: full night that bills three months"),
  NIGHT_AFTER_BILLING("Lakebill: empty night after three months billed"),
  NIGHT_AT_4X("Lakebill: night with new events, 4x history");

  private final String description;

  Part(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  /** Its name in files. */
  @JsonValue
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
