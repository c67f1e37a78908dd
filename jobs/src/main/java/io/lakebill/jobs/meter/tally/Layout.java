package io.lakebill.jobs.meter.tally;

import java.io.Serializable;
import java.util.List;

/**
 * Where the fields that every tally wants stand in the rows of a frame; -1 where it lacks one.
 *
 * @param landing -1 when rows say themselves what is billed
 * @param id -1 where no meter wants the last value; the same of the source
 */
public record Layout(int landing, int subject, int name, int time, int id, int source)
    implements Serializable {

  /** Finds the fields by the names of a frame's columns. */
  public static Layout of(List<String> columns) {
    return new Layout(
        columns.indexOf("landing"),
        columns.indexOf("subject"),
        columns.indexOf("event_name"),
        columns.indexOf("event_time"),
        columns.indexOf("event_id"),
        columns.indexOf("source"));
  }
}
