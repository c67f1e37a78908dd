package io.lakebill.jobs.lake;

import java.io.Serializable;

/** Makes rows of several frames out of its share of something. */
@FunctionalInterface
public interface FrameTask<T> extends Serializable {

  /** Makes them, and counts something. */
  long run(T share, FrameRows rows);
}
