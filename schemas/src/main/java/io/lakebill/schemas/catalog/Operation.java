package io.lakebill.schemas.catalog;

import java.io.Serializable;

/**
 * How events of a unique count say that a value comes or goes. An event that says neither is
 * skipped.
 *
 * @param property the property that says it
 * @param add its text where the value comes
 * @param remove its text where the value goes
 */
public record Operation(String property, String add, String remove) implements Serializable {

  /** Refuses texts that cannot be told apart. */
  public Operation {
    if (add.equals(remove)) {
      throw new IllegalArgumentException("add and remove are both '" + add + "'");
    }
  }
}
