package io.lakebill.schemas.source;

import java.io.Serializable;
import java.util.List;

/** Which columns of a row become the properties of its event. */
public sealed interface PropertyColumns extends Serializable {

  /** The fields of one nested object. */
  record Nested(String path) implements PropertyColumns {}

  /** These columns, each a property of the same name. */
  record Listed(List<String> columns) implements PropertyColumns {

    public Listed {
      columns = List.copyOf(columns);
    }
  }

  /** Every column that no other field uses. */
  record Remaining() implements PropertyColumns {}
}
