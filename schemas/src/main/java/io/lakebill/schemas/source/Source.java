package io.lakebill.schemas.source;

import io.lakebill.schemas.csv.CsvDialect;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How the rows of one sender's files become events.
 *
 * @param id half of an event's identity; two sources never share events
 * @param files path or glob of the files when the command names none, as seen from the working
 *     directory; null for none
 * @param eventId a column or several, or absent when ids are generated
 * @param time a column, or absent for the landing time
 * @param eventName a column or a constant; absent when every row is a withdrawal
 * @param account a column or a constant; absent when every row is a withdrawal
 * @param changes how a row amends or withdraws an event that was sent before
 * @param constants properties that every event of the source has
 * @param timeZone for times that name no zone
 * @param expectedTimes events beyond which are counted apart
 * @param invalidRows what a row that can be no event takes with it
 * @param csv how the files are written, if they are CSV
 * @param pseudonymous whether a lake may know who and which event only as keyed hashes
 */
public record Source(
    String id,
    FileFormat format,
    String files,
    FieldValue eventId,
    FieldValue time,
    FieldValue eventName,
    FieldValue account,
    Changes changes,
    PropertyColumns properties,
    Map<String, String> constants,
    TimeFormat timeFormat,
    ZoneId timeZone,
    ExpectedTimes expectedTimes,
    InvalidRows invalidRows,
    CsvDialect csv,
    boolean pseudonymous)
    implements Serializable {

  public Source {
    SortedMap<String, String> sorted = new TreeMap<>(constants);
    constants = Collections.unmodifiableSortedMap(sorted);
  }

  /** Where the files are unless the command names some. */
  public Optional<String> defaultFiles() {
    return Optional.ofNullable(files);
  }

  /** The same source, without saying where its files are: all that decides how they are read. */
  public Source withoutFiles() {
    return new Source(
        id,
        format,
        null,
        eventId,
        time,
        eventName,
        account,
        changes,
        properties,
        constants,
        timeFormat,
        timeZone,
        expectedTimes,
        invalidRows,
        csv,
        pseudonymous);
  }

  /** The columns, or paths into them, that the fields of an event come from. */
  public Stream<String> mappedPaths() {
    return Stream.of(eventId, time, eventName, account, changes.version(), changes.action())
        .flatMap(FieldValue::paths);
  }

  /** Those of what has a name: which event it is, of what kind, and whose. */
  public Stream<String> namingPaths() {
    return Stream.of(eventId, eventName, account).flatMap(FieldValue::paths);
  }

  /** Whether the id of a row is the hash of its content and its occurrence in the file. */
  public boolean generatesIds() {
    return eventId instanceof FieldValue.Absent;
  }
}
