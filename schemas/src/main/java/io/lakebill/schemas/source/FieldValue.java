package io.lakebill.schemas.source;

import java.io.Serializable;

/** Where one field of an event comes from. */
public sealed interface FieldValue extends Serializable {

  /**
   * From each row.
   *
   * @param path a column, or a path with dots into nested values
   */
  record Column(String path) implements FieldValue {}

  /** The same for every row. */
  record Constant(String value) implements FieldValue {}

  /** From nowhere: a missing time becomes the landing time, a missing id is generated. */
  record Absent() implements FieldValue {}
}
