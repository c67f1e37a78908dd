package io.lakebill.airflow.spark;

import java.util.List;
import java.util.Map;

/**
 * An application to be run by a cluster.
 *
 * @param application its jar, as workers see it, such as {@code file:/opt/lakebill/lakebill.jar}
 * @param arguments its command line
 * @param properties Spark's settings; {@code spark.master} and {@code spark.app.name} are required
 * @param environment variables of the driver's process
 */
public record Submission(
    String application,
    String mainClass,
    List<String> arguments,
    Map<String, String> properties,
    Map<String, String> environment) {

  /** Copies, and refuses what Spark would only refuse later. */
  public Submission {
    arguments = List.copyOf(arguments);
    properties = Map.copyOf(properties);
    environment = Map.copyOf(environment);
    for (String required : List.of("spark.master", "spark.app.name")) {
      if (!properties.containsKey(required)) {
        throw new IllegalArgumentException("a submission needs the property " + required);
      }
    }
  }
}
