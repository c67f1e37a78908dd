package io.lakebill.tests.input;

import static io.lakebill.tests.input.HandedOver.compressed;
import static io.lakebill.tests.input.HandedOver.file;
import static io.lakebill.tests.input.HandedOver.inOneLine;
import static io.lakebill.tests.input.HandedOver.land;
import static io.lakebill.tests.input.HandedOver.parquet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file that is cut off or damaged is refused as a file and reported; the rest lands. */
@ExtendWith(SparkExtension.class)
class DamagedFilesTest {

  private static final TestLake LAKE = TestLake.at(Scratch.directory("damaged"));

  private static final int ROWS = 2_000;

  @Test
  void damagedParquetFilesAreRefusedAndTheRestLands(SparkSession spark) throws IOException {
    Path good = parquet(rows(spark, "good"));
    Path cut = cut(parquet(rows(spark, "cut")));
    Path flipped = flipped(parquet(rows(spark, "flipped")));

    Outcome landed = land(LAKE, "parquet", "parquet", good, cut, flipped);

    assertRefused("parquet", landed, cut, flipped);
    assertEquals(
        "accepted 2000, conflicts 0, duplicates 0, handed_over 2002, rejected 2",
        inOneLine(landed.done()));

    Path mended = Files.copy(parquet(rows(spark, "cut")), cut.resolveSibling("mended.parquet"));
    assertEquals(
        "accepted 2000, conflicts 0, duplicates 0, handed_over 2000, rejected 0",
        inOneLine(land(LAKE, "parquet", "parquet", mended).done()));
  }

  @Test
  void aNumberOfMoreDigitsThanItsTypeRefusesItsRow() throws IOException {
    Path wide =
        decimals(
            "required fixed_len_byte_array(16) n (DECIMAL(38,18)); required int64 big (UINT_64);",
            (row, number) -> row.append("n", bytes(number)).append("big", -1L));

    Outcome landed = land(LAKE, "wide", "parquet", wide);

    assertEquals(
        "accepted 3, conflicts 0, duplicates 0, handed_over 5, rejected 2",
        inOneLine(landed.done()));
    assertEquals(
        List.of(
            "0,-99999999999999999999.999999999999999999,18446744073709551615",
            "1,0.000000000000000001,18446744073709551615",
            "2,99999999999999999999.999999999999999999,18446744073709551615"),
        LAKE.rows(
            """
            SELECT event_id, properties['n'], properties['big'] FROM events WHERE source = 'wide'
            ORDER BY event_id
            """));
    assertEquals(
        List.of("malformed_row,column 'n' has a number of more digits than its type"),
        LAKE.rows("SELECT DISTINCT reason, detail FROM rejected_events WHERE source = 'wide'"));
  }

  @Test
  void inANestedColumnItRefusesItsFile() throws IOException {
    Path wide =
        decimals(
            "required group p { required fixed_len_byte_array(16) n (DECIMAL(38,18)); }",
            (row, number) -> row.addGroup("p").append("n", bytes(number)));

    Outcome landed = land(LAKE, "nested", "parquet", wide);

    assertRefused("nested", landed, wide);
  }

  /** Rows 0 to 4 with numbers at both sides of what 38 digits hold, the last two with more. */
  private static Path decimals(String columns, BiConsumer<Group, String> number)
      throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message rows { required binary id (UTF8); required binary at (UTF8);"
                + " required binary who (UTF8); %s }".formatted(columns));
    Path file = Scratch.directory("wide.parquet");
    List<String> unscaled =
        List.of(
            "-" + "9".repeat(38), "1", "9".repeat(38), "1" + "0".repeat(38), "-1" + "0".repeat(38));
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toString()))
            .withType(schema)
            .build()) {
      for (int i = 0; i < unscaled.size(); i++) {
        Group row =
            new SimpleGroup(schema)
                .append("id", String.valueOf(i))
                .append("at", "2026-09-01T10:00:00Z")
                .append("who", "acme");
        number.accept(row, unscaled.get(i));
        writer.write(row);
      }
    }
    return file;
  }

  private static Binary bytes(String unscaled) {
    byte[] significant = new BigInteger(unscaled).toByteArray();
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, (byte) (unscaled.startsWith("-") ? -1 : 0));
    System.arraycopy(significant, 0, bytes, bytes.length - significant.length, significant.length);
    return Binary.fromConstantByteArray(bytes);
  }

  @ParameterizedTest(name = "{0}.{1}")
  @CsvSource({"jsonl,gz", "csv,zst"})
  void damagedCompressedFilesAreRefusedAndTheRestLands(String format, String compression)
      throws IOException {
    Path good = packed(format, compression, "good");
    Path cut = cut(packed(format, compression, "cut"));
    Path flipped = flipped(packed(format, compression, "flipped"));
    String source = format + "-" + compression;

    Outcome landed = land(LAKE, source, format, good, cut, flipped);

    assertRefused(source, landed, cut, flipped);
    assertEquals(
        "accepted 2000, conflicts 0, duplicates 0, handed_over 2002, rejected 2",
        inOneLine(landed.done()));
  }

  @Test
  void aLandingOfNothingButADamagedFileIsALanding() throws IOException {
    Path cut = cut(packed("jsonl", "gz", "alone"));

    Outcome landed = land(LAKE, "alone", "jsonl", cut);

    assertRefused("alone", landed, cut);
    assertEquals(
        "accepted 0, conflicts 0, duplicates 0, handed_over 1, rejected 1",
        inOneLine(landed.done()));
  }

  private static void assertRefused(String source, Outcome landed, Path... files) {
    for (Path file : files) {
      assertTrue(landed.err().contains(file + ": the file cannot be read"), landed.err());
    }
    assertEquals(
        Arrays.stream(files).map(file -> "refused_file," + file).sorted().toList(),
        LAKE.rows(
            """
            SELECT reason, landed_file FROM rejected_events WHERE source = '%s'
            ORDER BY landed_file
            """
                .formatted(source)));
    assertEquals(
        "0",
        LAKE.value(
            "SELECT count(*) FROM events WHERE source = '%s' AND event_id NOT LIKE 'good%%'"
                .formatted(source)));
  }

  private static org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> rows(
      SparkSession spark, String name) {
    return spark.sql(
        """
        SELECT concat('%s-', id) AS id, '2026-09-01T10:00:00Z' AS at, 'acme' AS who,
          sha2(CAST(id AS STRING), 256) AS text
        FROM range(%d)
        """
            .formatted(name, ROWS));
  }

  private static Path packed(String format, String compression, String name) throws IOException {
    String row =
        format.equals("csv")
            ? "%s-%d,2026-09-01T10:00:00Z,acme,%d\n"
            : "{\"id\":\"%s-%d\",\"at\":\"2026-09-01T10:00:00Z\",\"who\":\"acme\",\"n\":%d}\n";
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(i -> row.formatted(name, i, i * 7919L % 10_007))
            .collect(Collectors.joining());
    String content = format.equals("csv") ? "id,at,who,n\n" + rows : rows;
    if (compression.equals("gz")) {
      return compressed(name + "." + format + ".gz", content);
    }
    Path file = Scratch.directory(name + "." + format + ".zst");
    try (ZstdOutputStream out = new ZstdOutputStream(Files.newOutputStream(file))) {
      out.setChecksum(true);
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static Path cut(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));
  }

  /** One bit in the middle of the file, where its rows are. */
  private static Path flipped(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x10;
    return Files.write(file, bytes);
  }
}
