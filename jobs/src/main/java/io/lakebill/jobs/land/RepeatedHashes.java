package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.FrameRows;
import io.lakebill.jobs.lake.FrameTask;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/**
 * Sorts the hashes of a stretch, and tells which are there more than once or are withdrawn. Counts
 * all of them.
 *
 * @param isSought whether each hash is told once as well
 */
record RepeatedHashes(boolean isSought) implements FrameTask<Iterator<HashChunk>> {

  /** The frame with each hash once. */
  static final String DIFFERENT = "different";

  /** The frame with hashes that several rows have or that one withdraws. */
  static final String SUSPICIOUS = "suspicious";

  /** Numbers, as many as come. */
  private static final class Numbers {
    private long[] values = new long[1 << 12];
    private int size;

    void add(long[] more) {
      int needed = Math.addExact(size, more.length);
      if (needed > values.length) {
        values = Arrays.copyOf(values, Math.max(needed, values.length + values.length / 2));
      }
      System.arraycopy(more, 0, values, size, more.length);
      size = needed;
    }

    void sort() {
      Arrays.sort(values, 0, size);
    }

    boolean hasSorted(long value) {
      return Arrays.binarySearch(values, 0, size, value) >= 0;
    }
  }

  @Override
  public long run(Iterator<HashChunk> chunks, FrameRows rows) {
    Numbers all = new Numbers();
    Numbers withdrawn = new Numbers();
    while (chunks.hasNext()) {
      HashChunk chunk = chunks.next();
      all.add(chunk.hashes());
      if (chunk.areWithdrawn()) {
        withdrawn.add(chunk.hashes());
      }
    }
    all.sort();
    withdrawn.sort();
    tell(all, withdrawn, rows);
    return all.size;
  }

  private void tell(Numbers all, Numbers withdrawn, FrameRows rows) {
    GenericInternalRow row = new GenericInternalRow(1);
    int next;
    for (int i = 0; i < all.size; i = next) {
      long hash = all.values[i];
      next = i + 1;
      while (next < all.size && all.values[next] == hash) {
        next++;
      }
      boolean isSuspicious = next - i > 1 || withdrawn.hasSorted(hash);
      if (isSought || isSuspicious) {
        row.update(0, hash);
      }
      if (isSought) {
        rows.add(DIFFERENT, row);
      }
      if (isSuspicious) {
        rows.add(SUSPICIOUS, row);
      }
    }
  }
}
