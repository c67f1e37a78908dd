package io.lakebill.jobs.land;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes that go through stretches, held against a count of each. */
class RepeatedHashesTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1000})
  void whatIsThereTwiceOrWithdrawnIsFoundInHoweverManyStretches(int stretches) {
    SplittableRandom random = new SplittableRandom(stretches);
    List<InternalRow> rows = new ArrayList<>();
    Map<Long, Integer> counts = new HashMap<>();
    TreeSet<Long> suspicious = new TreeSet<>();
    for (int i = 0; i < 60_000; i++) {
      long hash = random.nextInt(40_000) * 0x9E3779B97F4A7C15L;
      boolean isWithdrawal = random.nextInt(500) == 0;
      rows.add(new GenericInternalRow(new Object[] {hash, isWithdrawal}));
      if (counts.merge(hash, 1, Integer::sum) > 1 || isWithdrawal) {
        suspicious.add(hash);
      }
    }

    Map<Integer, List<HashChunk>> together = new HashMap<>();
    new HashChunks(rows.iterator(), stretches)
        .forEachRemaining(
            chunk ->
                together.computeIfAbsent(chunk._1(), stretch -> new ArrayList<>()).add(chunk._2()));
    List<Long> found = new ArrayList<>();
    List<Long> different = new ArrayList<>();
    long all = 0;
    for (List<HashChunk> chunks : together.values()) {
      all +=
          new RepeatedHashes(true)
              .run(
                  chunks.iterator(),
                  (frame, row) ->
                      (frame.equals(RepeatedHashes.SUSPICIOUS) ? found : different)
                          .add(row.getLong(0)));
    }

    assertEquals(60_000, all);
    assertTrue(together.size() <= stretches);
    assertEquals(List.copyOf(suspicious), found.stream().sorted().toList());
    assertEquals(List.copyOf(new TreeSet<>(counts.keySet())), different.stream().sorted().toList());
  }
}
