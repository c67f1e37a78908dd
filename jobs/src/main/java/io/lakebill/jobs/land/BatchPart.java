package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of a batch that are read in the same way. */
sealed interface BatchPart {

  /** Whether reading them again costs little. */
  boolean isCheap();

  /** The events that the rows may be. */
  Dataset<Row> candidates();

  /** The same for those rows that a join with identity hashes leaves; no other is looked into. */
  Dataset<Row> joined(Dataset<Row> hashes, String join);

  /** Rows of files. */
  record Read(RawRows raw, Delivery delivery) implements BatchPart {

    @Override
    public boolean isCheap() {
      return raw.isColumnar() && !delivery.source().generatesIds();
    }

    @Override
    public Dataset<Row> candidates() {
      return Candidates.of(raw, raw.rows(), delivery);
    }

    // Spark would join after it has made everything of every row.
    @Override
    public Dataset<Row> joined(Dataset<Row> hashes, String join) {
      Column identity = Candidates.identityHash(raw, delivery);
      return Candidates.of(raw, BatchPart.join(raw.rows(), identity, hashes, join), delivery);
    }
  }

  /** Candidates that were written down. */
  record Kept(Dataset<Row> candidates) implements BatchPart {

    @Override
    public boolean isCheap() {
      return true;
    }

    @Override
    public Dataset<Row> joined(Dataset<Row> hashes, String join) {
      return BatchPart.join(candidates, col("identity_hash"), hashes, join);
    }
  }

  private static Dataset<Row> join(
      Dataset<Row> rows, Column identity, Dataset<Row> hashes, String join) {
    String sought = "_sought_identity_hash";
    return rows.join(hashes.toDF(sought), identity.equalTo(col(sought)), join);
  }
}
