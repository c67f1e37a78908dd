package io.lakebill.tests.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lakebill.jobs.meter.expression.EventValues;
import io.lakebill.jobs.meter.tally.WideNumber;
import io.lakebill.tests.fixture.SparkExtension;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Numbers in 128 bits are those that filters see and that exact decimals come to. */
@ExtendWith(SparkExtension.class)
class WideNumberTest {

  private static final BigDecimal BOUND = BigDecimal.TEN.pow(20);

  private static final List<String> ODD =
      List.of(
          "",
          " ",
          ".",
          "-",
          "+",
          "-.",
          "5.",
          ".5",
          "+5",
          "-0",
          "--5",
          "1-",
          "1.2.3",
          "0x1F",
          "NaN",
          "Infinity",
          "1e5",
          "1E+5",
          "1e-5",
          "1e-19",
          "5e-19",
          "1e-12345",
          "1e99999",
          "0e30",
          "0e99",
          "1_000",
          "1,000",
          "١",
          "５",
          " 7 ",
          "\t7\n",
          "7\u00a0",
          "999999999999999999",
          "9999999999999999999",
          "-999999999999999999",
          "99999999999999999999.999999999999999999",
          "99999999999999999999.9999999999999999995",
          "100000000000000000000",
          "0.0000000000000000005",
          "0.0000000000000000004",
          "-0.0000000000000000005",
          "0".repeat(100),
          "0".repeat(101),
          "1".repeat(38),
          "1".repeat(39),
          "1.".concat("0".repeat(40)),
          "null",
          "true");

  @Test
  void readsTextAsFiltersDo(SparkSession spark) {
    List<String> texts = new ArrayList<>(ODD);
    Random random = new Random(5);
    IntStream.range(0, 20_000).forEach(i -> texts.add(text(random)));

    List<Row> read =
        spark
            .createDataset(texts, Encoders.STRING())
            .toDF("text")
            .select(functions.col("text"), EventValues.number(functions.col("text")))
            .collectAsList();

    long numbers = 0;
    for (Row row : read) {
      assertEquals(row.getDecimal(1), read(row.getString(0)), row::toString);
      numbers += row.isNullAt(1) ? 0 : 1;
    }
    assertEquals(texts.size(), read.size());
    assertEquals(true, numbers > 5_000 && numbers < 19_000, "numbers: " + numbers);
  }

  @Test
  void addsAndComparesAsExactDecimalsDo() {
    Random random = new Random(6);
    for (int i = 0; i < 20_000; i++) {
      BigDecimal one = number(random);
      BigDecimal other = number(random);
      WideNumber sum = wide(one);

      assertEquals(one.compareTo(other) < 0, sum.isLessThan(wide(other)));
      sum.add(wide(other));

      BigDecimal expected = one.add(other);
      assertEquals(
          expected.abs().compareTo(BOUND) < 0 ? expected.setScale(18) : null, plain(sum.decimal()));
    }
  }

  @Test
  void aSumThatLeavesTheBitsIsTooLargeForGood() {
    WideNumber most = wide(BOUND.subtract(BigDecimal.ONE));
    WideNumber sum = wide(BigDecimal.ZERO);
    IntStream.range(0, 5).forEach(i -> sum.add(most));

    IntStream.range(0, 5).forEach(i -> sum.add(wide(BOUND.subtract(BigDecimal.ONE).negate())));

    assertNull(sum.decimal());
  }

  private static String text(Random random) {
    String alphabet = "00123456789..-+eE x";
    StringBuilder text = new StringBuilder();
    if (random.nextInt(4) > 0) {
      text.append(number(random).toPlainString());
    }
    int more = random.nextInt(3) == 0 ? random.nextInt(12) : 0;
    for (int i = 0; i < more; i++) {
      text.insert(
          random.nextInt(text.length() + 1), alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static BigDecimal number(Random random) {
    BigInteger whole = new BigInteger(1 + random.nextInt(126), random);
    BigDecimal number = new BigDecimal(random.nextBoolean() ? whole : whole.negate());
    BigDecimal scaled = number.movePointLeft(18);
    return scaled.abs().compareTo(BOUND) < 0 ? scaled : number(random);
  }

  private static WideNumber wide(BigDecimal number) {
    WideNumber wide = new WideNumber();
    assertEquals(true, wide.read(UTF8String.fromString(number.toPlainString())), number::toString);
    return wide;
  }

  private static BigDecimal read(String text) {
    WideNumber number = new WideNumber();
    return number.read(UTF8String.fromString(text)) ? plain(number.decimal()) : null;
  }

  private static BigDecimal plain(Decimal decimal) {
    return decimal == null ? null : decimal.toJavaBigDecimal();
  }
}
