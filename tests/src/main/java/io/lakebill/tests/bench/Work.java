package io.lakebill.tests.bench;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a contender does, handed to its process as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "work")
@JsonSubTypes({
  @JsonSubTypes.Type(value = PrepareWork.class, name = "prepare"),
  @JsonSubTypes.Type(value = NightWork.class, name = "night"),
  @JsonSubTypes.Type(value = DuckDbWork.class, name = "duckdb"),
  @JsonSubTypes.Type(value = SparkWork.class, name = "spark"),
  @JsonSubTypes.Type(value = CopyWork.class, name = "copy")
})
sealed interface Work permits PrepareWork, NightWork, DuckDbWork, SparkWork, CopyWork {

  /** Does it, and tells the stopwatch where its phases begin and end. */
  void run(Stopwatch stopwatch);
}
