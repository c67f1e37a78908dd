package io.lakebill.tests.input;

import static io.lakebill.tests.input.HandedOver.file;
import static io.lakebill.tests.input.HandedOver.inOneLine;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Parquet as other tools write it: what can be read is read exactly, whatever other files of the
 * landing look like; what cannot refuses its own file, and says why.
 */
@ExtendWith(SparkExtension.class)
class ParquetFilesTest {

  private static final TestLake LAKE = TestLake.at(Scratch.directory("parquet-files"));

  private static final String ROW =
      "SELECT '%s' AS id, TIMESTAMPTZ '2026-01-05 10:00:00+00' AS at, 'acme' AS who, ";

  private static final MessageType TYPES =
      MessageTypeParser.parseMessageType(
          """
          message types {
            required fixed_len_byte_array(16) id (UUID);
            required int64 at (TIMESTAMP(NANOS,true));
            required binary who (STRING);
            optional int64 units;
            optional fixed_len_byte_array(2) half (FLOAT16);
            optional int64 clock (TIME(NANOS,true));
            optional binary wide (DECIMAL(60,2));
            optional int32 nothing (UNKNOWN);
            optional int64 seen (TIMESTAMP(NANOS,false));
            optional group of { optional int64 t (TIMESTAMP(NANOS,true)); optional int32 n; }
            optional group ids (LIST) {
              repeated group list { optional fixed_len_byte_array(16) element (UUID); }
            }
          }
          """);

  private static final byte[] UUID = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, -1};

  private static final String UUID_TEXT = "00010203-0405-0607-0809-0a0b0c0d0eff";

  private static final long NANOS = 1_767_607_200_123_456_789L;

  private static final String WIDE = "-12345678901234567890123456789012345678901234567890";

  @Test
  void everyFileIsReadAsItIsOrRefused() throws IOException, SQLException {
    Map<String, Path> files = new TreeMap<>();
    files.put("types", types());
    files.put("double", duckDb(ROW.formatted("2") + "1.5::DOUBLE AS units, 'red' AS Team", ""));
    files.put(
        "local",
        duckDb(
            "SELECT 3 AS id, TIMESTAMP_NS '2026-01-05 10:00:00.987654321' AS at, 'acme' AS who,"
                + " 2 AS units, 'blue' AS team, UUID '"
                + UUID_TEXT
                + "' AS trace",
            ""));
    files.put(
        "wide",
        duckDb(
            ROW.formatted("4")
                + IntStream.range(0, 1_000)
                    .mapToObj(i -> i + " AS p" + i)
                    .collect(Collectors.joining(",")),
            ""));
    Map<String, Path> refused = new TreeMap<>();
    refused.put("brotli", duckDb(ROW.formatted("x") + "1 AS units", ", COMPRESSION brotli"));
    refused.put("split", split());
    refused.put("alike", alike());
    refused.put("interval", duckDb(ROW.formatted("x") + "INTERVAL 1 DAY AS wait", ""));
    refused.put(
        "repeated",
        duckDb(ROW.formatted("x") + "1 AS n FROM range(3000000)", ", ROW_GROUP_SIZE 4000000"));

    Outcome landed =
        HandedOver.land(
            LAKE,
            "all",
            "parquet",
            Stream.concat(files.values().stream(), refused.values().stream()).toArray(Path[]::new));

    assertEquals(
        "accepted 4, conflicts 0, duplicates 0, handed_over 9, rejected 5",
        inOneLine(landed.done()));
    assertEquals(
        List.of(
            UUID_TEXT + ",2026-01-05 10:00:00.123456,7,null,null",
            "2,2026-01-05 10:00:00,1.5,red,null",
            "3,2026-01-05 10:00:00.987654,2,null,blue",
            "4,2026-01-05 10:00:00,null,null,null"),
        LAKE.rows(
            """
            SELECT event_id, CAST(event_time AS STRING), coalesce(properties.units, 'null'),
              coalesce(properties.Team, 'null'), coalesce(properties.team, 'null')
            FROM events WHERE source = 'all' ORDER BY event_id
            """));
    assertEquals(
        "1.5,10:00:00.000000001,%s.12,true,1969-12-31 23:59:59.999999999,%s,true"
            .formatted(WIDE, "{\"t\":\"2026-01-05 10:00:00.123456789\",\"n\":1}"),
        LAKE.value(
            """
            SELECT properties.half, properties.clock, properties.wide, properties.nothing IS NULL,
              properties.seen, properties.of, contains(properties.ids, '%s')
            FROM events WHERE event_id = '%s'
            """
                .formatted(UUID_TEXT, UUID_TEXT)));
    assertEquals(
        UUID_TEXT + ",1000",
        LAKE.value(
            """
            SELECT max(properties.trace), max(size(properties)) FROM events WHERE source = 'all'
            """));
    Map<String, String> reasons =
        Map.of(
            "brotli", "compressed with BROTLI; write it with zstd or snappy",
            "split", "column 'units' is encoded as BYTE_STREAM_SPLIT",
            "alike", "columns 'team' and 'Team' differ in nothing but case",
            "interval", "column 'wait' is of a type that is not read",
            "repeated", "it holds more than 200 times its size");
    for (Map.Entry<String, Path> refusal : refused.entrySet()) {
      String detail =
          LAKE.value(
              "SELECT detail FROM rejected_events WHERE landed_file = '%s'"
                  .formatted(refusal.getValue()));
      assertTrue(detail.contains(reasons.get(refusal.getKey())), detail);
    }

    Path source =
        file(
            "source.yaml",
            """
            source: some
            format: parquet
            columns: { id: id, time: at, account: who, properties: [n] }
            constants: { event_name: visit }
            """);
    Outcome some =
        LAKE.run(
            "land",
            "--source",
            source.toString(),
            refused.get("split").toString(),
            refused.get("interval").toString());
    assertEquals(
        "accepted 1, conflicts 1, duplicates 0, handed_over 2, rejected 0", inOneLine(some.done()));
  }

  private static Path types() throws IOException {
    return written(
        TYPES,
        row -> {
          row.append("id", Binary.fromConstantByteArray(UUID)).append("at", NANOS);
          row.append("who", "acme").append("units", 7L);
          row.append("half", Binary.fromConstantByteArray(new byte[] {0, 0x3e}));
          row.append("clock", 36_000_000_000_001L);
          row.append(
              "wide", Binary.fromConstantByteArray(new BigInteger(WIDE + "12").toByteArray()));
          row.append("seen", -1L);
          row.addGroup("of").append("t", NANOS).append("n", 1);
          row.addGroup("ids")
              .addGroup("list")
              .append("element", Binary.fromConstantByteArray(UUID));
          return row;
        },
        false);
  }

  private static Path split() throws IOException {
    return written(
        MessageTypeParser.parseMessageType(
            """
            message split {
              required binary id (STRING); required int64 at (TIMESTAMP(MICROS,true));
              required binary who (STRING); required double units;
            }
            """),
        row ->
            row.append("id", "x")
                .append("at", 1_767_610_800_000_000L)
                .append("who", "acme")
                .append("units", 1.5),
        true);
  }

  private static Path alike() throws IOException {
    return written(
        MessageTypeParser.parseMessageType(
            """
            message alike {
              required binary id (STRING); required int64 at (TIMESTAMP(MICROS,true));
              required binary who (STRING); required binary team (STRING);
              required binary Team (STRING);
            }
            """),
        row ->
            row.append("id", "x")
                .append("at", 1_767_610_800_000_000L)
                .append("who", "acme")
                .append("team", "a")
                .append("Team", "b"),
        false);
  }

  private static Path written(MessageType type, UnaryOperator<Group> row, boolean isSplit)
      throws IOException {
    Path file = Scratch.directory(type.getName() + ".parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(type)
            .withDictionaryEncoding(!isSplit)
            .withByteStreamSplitEncoding(isSplit)
            .build()) {
      writer.write(row.apply(new SimpleGroup(type)));
    }
    return file;
  }

  private static Path duckDb(String query, String options) throws SQLException {
    Path file = Scratch.directory("duck [a] {b,c} 100% é?.parquet");
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckDb.createStatement()) {
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet%s)".formatted(query, file, options));
    }
    return file;
  }
}
