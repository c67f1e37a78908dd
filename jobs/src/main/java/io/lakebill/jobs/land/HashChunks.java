package io.lakebill.jobs.land;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * Rows of an identity hash and whether they withdraw an event, as chunks by stretches of all
 * numbers: equal hashes are in chunks of the same stretch.
 */
final class HashChunks implements Iterator<Tuple2<Integer, HashChunk>> {

  private static final int MOST_TOGETHER = 1 << 14;

  private final Iterator<InternalRow> rows;
  private final Open[] open;
  private final Queue<Tuple2<Integer, HashChunk>> full = new ArrayDeque<>();

  /** Hashes of a stretch. */
  private static final class Open {
    private final int stretch;
    private final boolean areWithdrawn;
    private long[] hashes = new long[64];
    private int size;

    Open(int stretch, boolean areWithdrawn) {
      this.stretch = stretch;
      this.areWithdrawn = areWithdrawn;
    }

    /** Takes a hash, and says whether there is room for more. */
    boolean add(long hash) {
      if (size == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * size);
      }
      hashes[size++] = hash;
      return size < MOST_TOGETHER;
    }

    Tuple2<Integer, HashChunk> take() {
      HashChunk chunk = new HashChunk(Arrays.copyOf(hashes, size), areWithdrawn);
      size = 0;
      return new Tuple2<>(stretch, chunk);
    }
  }

  /**
   * @param rows {@code (identity_hash, is_withdrawal)}
   * @param stretches how many
   */
  HashChunks(Iterator<InternalRow> rows, int stretches) {
    this.rows = rows;
    this.open = new Open[2 * stretches];
    for (int i = 0; i < open.length; i++) {
      open[i] = new Open(i / 2, i % 2 == 1);
    }
  }

  @Override
  public boolean hasNext() {
    while (full.isEmpty() && rows.hasNext()) {
      InternalRow row = rows.next();
      long hash = row.getLong(0);
      Open chunk = open[2 * stretch(hash) + (row.getBoolean(1) ? 1 : 0)];
      if (!chunk.add(hash)) {
        full.add(chunk.take());
      }
    }
    if (full.isEmpty()) {
      Arrays.stream(open).filter(chunk -> chunk.size > 0).forEach(chunk -> full.add(chunk.take()));
    }
    return !full.isEmpty();
  }

  @Override
  public Tuple2<Integer, HashChunk> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return full.remove();
  }

  private int stretch(long hash) {
    return (int) Long.remainderUnsigned(hash >>> 1, open.length / 2);
  }
}
