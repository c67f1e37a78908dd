package io.lakebill.schemas.source;

import java.io.Serializable;

/**
 * How far from the landing the events of a source may have happened before somebody is told. They
 * are events all the same: a back-fill is no mistake, seconds taken for milliseconds are.
 */
public record ExpectedTimes(int daysBack, int daysAhead) implements Serializable {

  /** Unless a source says otherwise. */
  public static final ExpectedTimes DEFAULT = new ExpectedTimes(400, 1);
}
