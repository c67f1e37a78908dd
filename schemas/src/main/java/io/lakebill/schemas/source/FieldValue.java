package io.lakebill.schemas.source;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/** Where one field of an event comes from. */
public sealed interface FieldValue extends Serializable {

  /** The columns, or paths into them, that it is made of. */
  default Stream<String> paths() {
    return Stream.of();
  }

  /**
   * From each row.
   *
   * @param path a column, or a path with dots into nested values
   */
  record Column(String path) implements FieldValue {

    @Override
    public Stream<String> paths() {
      return Stream.of(path);
    }
  }

  /** From several columns of each row, all of which have to be there. */
  record Joined(List<String> columns) implements FieldValue {

    public Joined {
      columns = List.copyOf(columns);
    }

    @Override
    public Stream<String> paths() {
      return columns.stream();
    }
  }

  /** The same for every row. */
  record Constant(String value) implements FieldValue {}

  /** From nowhere: a missing time becomes the landing time, a missing id is generated. */
  record Absent() implements FieldValue {}
}
