package io.lakebill.jobs.demo;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What happened, before it is written in the format of a source.
 *
 * @param properties in the order in which they are written; a value may be null, or a map
 */
record DemoEvent(
    String id, Instant time, String name, String subject, Map<String, Object> properties) {

  DemoEvent {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** The same event, told differently. */
  DemoEvent with(String property, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(properties);
    if (changed.put(property, value) == null) {
      throw new IllegalArgumentException(name + " has no property " + property);
    }
    return new DemoEvent(id, time, name, subject, changed);
  }
}
