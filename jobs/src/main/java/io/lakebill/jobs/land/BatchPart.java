package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of a batch that are read in the same way. */
sealed interface BatchPart {

  /** The column that tells whether an identity hash is disputed. */
  String IS_DISPUTED = "is_disputed";

  /** Whether reading them again costs little. */
  boolean isCheap();

  /** The events that the rows may be, without what only a person wants to know. */
  Dataset<Row> candidates();

  /**
   * The same, checked; those that are disputed or were found wanting have been told what a person
   * wants to know.
   *
   * @param disputed marks rows, by their identity hash
   * @param check gives each candidate a {@code reason} why it can be no event, or a null
   */
  Dataset<Row> checked(Marking disputed, UnaryOperator<Dataset<Row>> check);

  /** Hashes that are looked for. */
  record Marking(Dataset<Row> hashes, boolean isNone) {

    Dataset<Row> mark(Dataset<Row> rows, Column hash) {
      if (isNone) {
        return rows.withColumn(IS_DISPUTED, lit(false));
      }
      String sought = "_sought_identity_hash";
      return rows.join(hashes.toDF(sought), hash.equalTo(col(sought)), "left")
          .withColumn(IS_DISPUTED, col(sought).isNotNull())
          .drop(sought);
    }
  }

  /** Rows of files. */
  record Read(RawRows raw, Delivery delivery) implements BatchPart {

    @Override
    public boolean isCheap() {
      return raw.isColumnar() && !delivery.source().generatesIds();
    }

    @Override
    public Dataset<Row> candidates() {
      return Candidates.told(
          Candidates.open(raw, raw.rows(), delivery), raw, delivery, lit(false), lit(false));
    }

    @Override
    public Dataset<Row> checked(Marking disputed, UnaryOperator<Dataset<Row>> check) {
      Dataset<Row> marked = disputed.mark(raw.rows(), Candidates.identityHash(raw, delivery));
      return Candidates.told(
          check.apply(Candidates.open(raw, marked, delivery, IS_DISPUTED)),
          raw,
          delivery,
          col(IS_DISPUTED).or(col("reason").isNotNull()),
          coalesce(col("reason").equalTo("invalid_time"), lit(false)));
    }
  }

  /** Candidates that were written down, with all there is to tell. */
  record Kept(Dataset<Row> candidates) implements BatchPart {

    @Override
    public boolean isCheap() {
      return true;
    }

    @Override
    public Dataset<Row> checked(Marking disputed, UnaryOperator<Dataset<Row>> check) {
      return check.apply(disputed.mark(candidates, col("identity_hash")));
    }
  }
}
