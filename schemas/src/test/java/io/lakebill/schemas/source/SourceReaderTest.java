package io.lakebill.schemas.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.schemas.csv.CsvDialect;
import io.lakebill.schemas.document.InvalidDocuments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceReaderTest {

  @TempDir Path directory;

  @Test
  void readsAMappingOfColumns() {
    Source source =
        read(
            """
            source: api
            format: jsonl
            files: events-*.jsonl
            columns:
              id: idempotency_key
              time: timestamp
              event_name: event_name
              account: properties.customer
              properties: properties
            time_format: epoch_millis
            time_zone: Europe/Berlin
            expected_times: { days_back: 30 }
            """);

    assertEquals(
        new Source(
            "api",
            FileFormat.JSONL,
            directory + "/events-*.jsonl",
            new FieldValue.Column("idempotency_key"),
            new FieldValue.Column("timestamp"),
            new FieldValue.Column("event_name"),
            new FieldValue.Column("properties.customer"),
            Changes.NONE,
            new PropertyColumns.Nested("properties"),
            Map.of(),
            new TimeFormat(TimeFormat.Kind.EPOCH_MILLIS, null),
            ZoneId.of("Europe/Berlin"),
            new ExpectedTimes(30, 1),
            InvalidRows.ROW,
            CsvDialect.STANDARD,
            false),
        source);
  }

  @Test
  void aMappingSaysWhatTheDocumentDoesNot() {
    assertEquals(
        read(
            """
            source: stripe
            format: jsonl
            columns:
              id: identifier
              time: timestamp
              event_name: event_name
              account: payload.stripe_customer_id
              properties: payload
            time_format: epoch_seconds
            """),
        read("{ source: stripe, mapping: stripe_meter_events }"));
    assertEquals(
        read(
            """
            source: lago
            format: csv
            columns: { time: at, account: external_subscription_id, properties: properties }
            constants: { event_name: visit }
            generate_ids: true
            time_format: epoch_seconds
            """),
        read(
            """
            source: lago
            mapping: lago_events
            format: csv
            columns: { time: at }
            constants: { event_name: visit }
            generate_ids: true
            """));
  }

  @Test
  void anIdMayNeedSeveralColumns() {
    Source source = read("{ source: bus, mapping: cloudevents }");

    assertEquals(new FieldValue.Joined(List.of("source", "id")), source.eventId());
    assertEquals(List.of("source", "id", "type", "subject"), source.namingPaths().toList());
    assertEquals(ExpectedTimes.DEFAULT, source.expectedTimes());
    assertEquals(
        new FieldValue.Column("id"),
        read("{ source: bus, mapping: cloudevents, columns: { id: id } }").eventId());
  }

  @Test
  void anUnknownMappingIsRefusedWithThoseThereAre() {
    InvalidDocuments refused =
        assertThrows(
            InvalidDocuments.class,
            () -> read("{ source: x, mapping: cloudevent, format: jsonl, generate_ids: true }"));

    assertTrue(refused.getMessage().contains("cloudevents, stripe_meter_events, lago_events"));
  }

  @Test
  void readsConstantsAndGeneratedIds() {
    Source source =
        read(
            """
            source: llm
            format: csv
            columns: { account: tenant, properties: [context, generated] }
            constants: { event_name: completion, service: code }
            generate_ids: true
            time_format: dd/MM/yyyy HH:mm
            invalid_rows: file
            """);

    assertTrue(source.generatesIds());
    assertEquals(new FieldValue.Constant("completion"), source.eventName());
    assertEquals(new FieldValue.Absent(), source.time());
    assertEquals(Map.of("service", "code"), source.constants());
    assertEquals(new PropertyColumns.Listed(List.of("context", "generated")), source.properties());
    assertEquals(Optional.of("dd/MM/yyyy HH:mm"), source.timeFormat().datePattern());
    assertEquals(ZoneId.of("UTC"), source.timeZone());
    assertEquals(InvalidRows.FILE, source.invalidRows());
    assertEquals(Optional.empty(), source.defaultFiles());
  }

  @Test
  void readsHowEventsAreAmendedAndWithdrawn() {
    Source amending =
        read(
            """
            source: api
            format: jsonl
            columns: { id: i, event_name: e, account: a, version: revision, action: op }
            """);
    Source withdrawing =
        read("{ source: api, format: csv, columns: { id: i }, constants: { action: deprecate } }");

    assertEquals(
        new Changes(new FieldValue.Column("revision"), new FieldValue.Column("op")),
        amending.changes());
    assertEquals(List.of("i", "e", "a", "revision", "op"), amending.mappedPaths().toList());
    assertTrue(withdrawing.changes().isOnlyWithdrawals());
    assertEquals(new FieldValue.Absent(), withdrawing.eventName());
    assertEquals(Map.of(), withdrawing.constants());
  }

  @Test
  void readsHowASenderWritesCsv() {
    String start = "source: a\nformat: csv\ncolumns: { id: i, event_name: e, account: a }\n";

    assertEquals(
        new CsvDialect(';', '\'', true, List.of(), 2, List.of("NULL", "\\N"), List.of("amount")),
        read(start
                + """
                    csv:
                      delimiter: ";"
                      quote: "'"
                      skip_lines: 2
                      nulls: ["NULL", '\\N']
                      decimal_comma: [amount]
                    """)
            .csv());
    assertEquals(
        new CsvDialect('\t', '"', false, List.of("i", "e", "a"), 0, List.of(), List.of()),
        read(start + "csv: { delimiter: tab, header: [i, e, a] }\n").csv());
    assertEquals(
        new CsvDialect(',', '"', false, List.of(), 0, List.of(), List.of()),
        read(start + "csv: { header: false }\n").csv());
    assertEquals(CsvDialect.STANDARD, read(start).csv());
  }

  @Test
  void takesEveryOtherColumnWhenNoneIsNamed() {
    Source source = read("source: a\nformat: csv\ncolumns: { id: i, event_name: e, account: a }\n");

    assertEquals(new PropertyColumns.Remaining(), source.properties());
  }

  @ParameterizedTest
  @CsvSource({"/data/*.csv, /data/*.csv", "s3a://bucket/x, s3a://bucket/x"})
  void leavesAbsolutePathsAlone(String files, String expected) {
    Source source =
        read(
            "source: a\nformat: csv\ncolumns: { id: i, event_name: e, account: a }\nfiles: "
                + files);

    assertEquals(Optional.of(expected), source.defaultFiles());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
columns: { id: i, event_name: e }                   | 3: columns: 'account' is missing; name a column, or a constant
columns: { event_name: e, account: a }              | 3: columns: 'id' is missing; name the column, or set generate_ids: true
columns: { id: i, event_name: e, account: a, tme: t } | 3: columns/tme: unknown field 'tme'; known: id, time, event_name, account, version, action, properties
columns: { id: i, event_name: e, account: a }\\nconstants: { account: b } | 4: constants/account: 'account' is both a column and a constant; remove one
columns: { id: i, event_name: e, account: a }\\nconstants: { time: t } | 4: constants/time: 'time' cannot be the same for every row
columns: { id: i, event_name: e, account: a }\\nconstants: { batch: 7 } | 4: constants/batch: 7 must be text; quote it: "7"
columns: { id: i, event_name: e, account: a }\\ngenerate_ids: true | 3: columns/id: 'id' is a column, but generate_ids asks for generated ones; remove one
columns: { id: i, event_name: e, account: a }\\nconstants: { version: latest } | 4: constants/version: a version is a whole number of at most 18 digits, in quotes
columns: { id: i, event_name: e, account: a }\\nconstants: { action: delete } | 4: constants/action: unknown action; known: amend, deprecate, record, withdraw
columns: { id: i, action: o }\\nconstants: { action: withdraw } | 4: constants/action: 'action' is both a column and a constant; remove one
columns: { event_name: e, account: a, version: v }\\ngenerate_ids: true | 3: columns/version: 'version' needs ids of the sender: a generated one is another for every content
columns: { id: i, event_name: e, account: a }\\ntime_zone: Mars | 4: time_zone: unknown time zone 'Mars'; use a name such as Europe/Berlin
columns: { id: [i], event_name: e, account: a }     | 3: columns/id: must have at least 2 items but found 1
columns: { id: i, event_name: e, account: a }\\nexpected_times: { days_back: "30" } | 4: expected_times/days_back: '30' must be a whole number, without quotes
columns: { id: i, event_name: e, account: a }\\ntime_format: YYYY-MM-dd HH:mm | 4: time_format: times written as 'YYYY-MM-dd HH:mm' do not say by themselves what they mean; a day needs its year (y, not Y), month and day, and an hour of twelve (h) its half of the day (a)
columns: { id: i, event_name: e, account: a }\\ncsv: { delimiter: ab } | 4: csv: delimiter is one character, or the word tab, not 'ab'
columns: { id: i, event_name: e, account: a }\\ncsv: { delimiter: '"' } | 4: csv: delimiter and quote are the same character
columns: { id: i, event_name: e, account: a }\\ncsv: { header: [i, e, i] } | 4: csv: a column is named twice in header
columns: { id: i, event_name: e, account: a }\\ntime_format: nonsense | 4: time_format: Unknown pattern letter: o
""")
  void reportsWhatIsWrong(String rest, String problem) {
    String yaml = "source: a\nformat: csv\n" + rest.replace("\\n", "\n");

    var error = assertThrows(InvalidDocuments.class, () -> read(yaml));

    assertEquals(directory + "/source.yaml:" + problem, error.getMessage());
  }

  @Test
  void travelsToOtherProcesses() throws IOException {
    Source source = read("source: a\nformat: csv\ncolumns: { id: i, event_name: e, account: a }\n");

    try (var out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      out.writeObject(source);
    }
  }

  private Source read(String yaml) {
    Path file = directory.resolve("source.yaml");
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SourceReader.read(file);
  }
}
