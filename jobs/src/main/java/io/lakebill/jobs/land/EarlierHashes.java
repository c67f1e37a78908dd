package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.InternalRows;
import io.lakebill.jobs.lake.Scan;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Looks through the hashes of all earlier events, which grow with every landing: a sieve, asked
 * where the files were read, leaves few to be compared with those that are sought.
 */
final class EarlierHashes {

  private static final StructType PLACE =
      StructType.fromDDL("identity_hash BIGINT, landing BIGINT, event_date DATE");

  /** So many are made at a time, and brought together: one can take 64 MB. */
  private static final int SIEVES = 2;

  private EarlierHashes() {}

  /**
   * Identity hashes of events and where these are: all that are sought, and some others.
   *
   * @param events earlier ones
   */
  static Dataset<Row> perhapsIn(IdentityHashes.Hashes sought, Dataset<Row> events) {
    SparkSession spark = ((org.apache.spark.sql.classic.Dataset<Row>) events).sparkSession();
    Broadcast<HashSieve> sieve =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(sieve(sought));
    Scan scan =
        Scan.of(
            events.select(
                Stream.of(PLACE.fieldNames())
                    .map(name -> functions.col(name))
                    .toArray(Column[]::new)));
    int hash = scan.columns().indexOf("identity_hash");
    JavaRDD<InternalRow> passing =
        scan.rows().mapPartitions(rows -> new Passing(rows, hash, sieve.value()));
    StructType columns = new StructType();
    for (String column : scan.columns()) {
      columns = columns.add(PLACE.apply(column));
    }
    return spark.internalCreateDataFrame(passing.rdd(), columns, false);
  }

  private static HashSieve sieve(IdentityHashes.Hashes sought) {
    long count = sought.count();
    return InternalRows.of(sought.rows().coalesce(SIEVES))
        .mapPartitions(
            rows -> {
              HashSieve sieve = new HashSieve(count);
              rows.forEachRemaining(row -> sieve.add(row.getLong(0)));
              return List.of(sieve).iterator();
            })
        .collect()
        .stream()
        .reduce(new HashSieve(count), HashSieve::addAll);
  }

  /** The rows whose hash passes; each is of use until the next. */
  private static final class Passing implements Iterator<InternalRow> {
    private final Iterator<InternalRow> rows;
    private final int hash;
    private final HashSieve sieve;
    private InternalRow next;

    Passing(Iterator<InternalRow> rows, int hash, HashSieve sieve) {
      this.rows = rows;
      this.hash = hash;
      this.sieve = sieve;
    }

    @Override
    public boolean hasNext() {
      while (next == null && rows.hasNext()) {
        InternalRow row = rows.next();
        if (sieve.passes(row.getLong(hash))) {
          next = row;
        }
      }
      return next != null;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      InternalRow passed = next;
      next = null;
      return passed;
    }
  }
}
