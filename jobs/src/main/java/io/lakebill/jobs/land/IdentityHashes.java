package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.InternalRows;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * The identity hashes of a landing's rows, those that turn out to be no events among them. They are
 * brought together and sorted as plain numbers: a query that groups twenty million of them takes
 * several times as long, most of it to collect the garbage.
 *
 * @param different each hash once; nothing when nobody looks for them
 * @param suspicious hashes that several rows have or that a row withdraws
 * @param rows how many rows the landing has
 */
record IdentityHashes(Hashes different, Hashes suspicious, long rows) {

  private static final StructType HASH = new StructType().add("identity_hash", "bigint", false);

  /** So much of the files is looked at together. */
  private static final long BYTES_TOGETHER = 64L << 20;

  /** Some hashes and how many they are. */
  record Hashes(Dataset<Row> rows, long count) {}

  /**
   * Looks at all rows.
   *
   * @param isSought whether anything is to be compared with all hashes
   */
  static IdentityHashes of(Batch batch, LandingJournal journal, boolean isSought) {
    Map<String, StructType> frames = new LinkedHashMap<>();
    frames.put(RepeatedHashes.SUSPICIOUS, HASH);
    if (isSought) {
      frames.put(RepeatedHashes.DIFFERENT, HASH);
    }
    JavaRDD<InternalRow> rows =
        InternalRows.of(batch.candidates().select("identity_hash", "is_withdrawal"));
    int stretches = (int) Math.min(1_000, 1 + batch.bytes() / BYTES_TOGETHER);
    JavaRDD<Iterator<HashChunk>> together =
        rows.mapPartitionsToPair(some -> new HashChunks(some, stretches))
            .partitionBy(new HashPartitioner(stretches))
            .values()
            .mapPartitions(chunks -> List.of(chunks).iterator());
    LandingJournal.Staged staged =
        journal.stage("identities", frames, together, new RepeatedHashes(isSought));
    return new IdentityHashes(
        hashes(staged, RepeatedHashes.DIFFERENT),
        hashes(staged, RepeatedHashes.SUSPICIOUS),
        staged.counted());
  }

  private static Hashes hashes(LandingJournal.Staged staged, String frame) {
    return new Hashes(staged.read(frame, HASH), staged.rows(frame));
  }
}
