package io.lakebill.schemas.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every way of writing a time is read as, where the clock at hand stands in Berlin. */
class TimeTextsTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          TEXT                                            | INSTANT
          2026-02-01T00:30:00Z                            | 2026-02-01T00:30:00Z
          2026-02-01t00:30:00z                            | 2026-02-01T00:30:00Z
          2026-01-05T10:00Z                               | 2026-01-05T10:00:00Z
          2026-01-05 10:00 Z                              | 2026-01-05T10:00:00Z
          2026-01-05T10:00:00,5Z                          | 2026-01-05T10:00:00.500Z
          2026-01-05T10:00:00.1234569Z                    | 2026-01-05T10:00:00.123456Z
          1969-12-31T23:59:59.999999999Z                  | 1969-12-31T23:59:59.999999Z
          2026-01-05T24:00:00Z                            | 2026-01-06T00:00:00Z
          0001-01-01T00:00:00Z                            | 0001-01-01T00:00:00Z
          9999-12-31T23:59:59.999999Z                     | 9999-12-31T23:59:59.999999Z
          2024-02-29T00:00:00Z                            | 2024-02-29T00:00:00Z
          2026-01-05T10:00:00                             | 2026-01-05T09:00:00Z
          2026-07-05 10:00:00                             | 2026-07-05T08:00:00Z
          2026-01-05 9:30                                 | 2026-01-05T08:30:00Z
          2026-01-05                                      | 2026-01-04T23:00:00Z
          2026-01-05T10:00:00+01:00                       | 2026-01-05T09:00:00Z
          2026-01-05T10:00:00+1:00                        | 2026-01-05T09:00:00Z
          2026-01-05T10:00:00+1                           | 2026-01-05T09:00:00Z
          2026-01-05T10:00:00+01                          | 2026-01-05T09:00:00Z
          2026-01-05T10:00:00 +0100                       | 2026-01-05T09:00:00Z
          2026-01-05T10:00:00+01:00:30                    | 2026-01-05T08:59:30Z
          2026-01-05T10:00:00+010030                      | 2026-01-05T08:59:30Z
          2026-01-05T10:00:00-00:00                       | 2026-01-05T10:00:00Z
          2026-01-05T10:00:00-03:30                       | 2026-01-05T13:30:00Z
          2026-01-05T10:00:00−05:00                       | 2026-01-05T15:00:00Z
          2026-01-05T10:00:00+14:00                       | 2026-01-04T20:00:00Z
          2026-01-05 10:00:00 UTC                         | 2026-01-05T10:00:00Z
          2026-01-05 10:00:00 gmt                         | 2026-01-05T10:00:00Z
          2026-01-05 10:00:00 UTC+1                       | 2026-01-05T09:00:00Z
          2026-01-05 10:00:00 GMT+01:00                   | 2026-01-05T09:00:00Z
          2026-01-05 10:00:00 UT-0330                     | 2026-01-05T13:30:00Z
          2026-01-05 10:00:00.000 America/Los_Angeles     | 2026-01-05T18:00:00Z
          2026-07-05 10:00:00.000 America/Los_Angeles     | 2026-07-05T17:00:00Z
          2026-01-05 10:00:00 Etc/GMT+5                   | 2026-01-05T15:00:00Z
          2026-01-05 10:00:00 CET                         | 2026-01-05T09:00:00Z
          2026-01-05 10:00:00CET                          | 2026-01-05T09:00:00Z
          2026-07-05 10:00:00 CEST                        | 2026-07-05T08:00:00Z
          2026-10-25 02:30:00                             | 2026-10-25T00:30:00Z
          2026-10-25 02:30:00 CEST                        | 2026-10-25T00:30:00Z
          2026-10-25 02:30:00 CET                         | 2026-10-25T01:30:00Z
          2026-03-29 01:59:59                             | 2026-03-29T00:59:59Z
          2026-03-29 03:00:00                             | 2026-03-29T01:00:00Z
          2026-01-05 10:00:00 JST                         | 2026-01-05T01:00:00Z
          2026-01-05 10:00:00 AEST                        | 2026-01-05T00:00:00Z
          2026-01-05T10:00+01:00[Europe/Berlin]           | 2026-01-05T09:00:00Z
          2026-01-05T10:00Z[UTC]                          | 2026-01-05T10:00:00Z
          2026-01-05T10:00Z[Europe/Berlin]                | 2026-01-05T10:00:00Z
          2026-01-05T10:00[America/New_York]              | 2026-01-05T15:00:00Z
          2026-11-01T01:30-05:00[America/New_York]        | 2026-11-01T06:30:00Z
          """)
  void readsWhatHasOneMeaning(String text, String instant) {
    assertEquals(instant, said(TimeTexts.iso(text, BERLIN)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          TEXT                                            | WHY
          yesterday                                       | write 2026-01-31T12:00:00Z
          2026                                            | write 2026-01-31T12:00:00Z
          10:00:00                                        | write 2026-01-31T12:00:00Z
          20260105T100000Z                                | write 2026-01-31T12:00:00Z
          2026-1-05 10:00                                 | write 2026-01-31T12:00:00Z
          05.01.2026 10:00                                | write 2026-01-31T12:00:00Z
          2026-01-05T10                                   | write 2026-01-31T12:00:00Z
          2026-01-05T10:5                                 | write 2026-01-31T12:00:00Z
          2026-01-05T10:00:                               | write 2026-01-31T12:00:00Z
          2026-01-05T10:00:00.Z                           | write 2026-01-31T12:00:00Z
          2026-01-05_10:00:00                             | write 2026-01-31T12:00:00Z
          2026-02-29T10:00:00Z                            | there is no such day
          2026-13-01T10:00:00Z                            | there is no such day
          2026-00-01T10:00:00Z                            | there is no such day
          2026-01-00T10:00:00Z                            | there is no such day
          0000-01-01T10:00:00Z                            | there is no such day
          2026-01-05T25:00:00Z                            | there is no such time of day
          2026-01-05T24:00:01Z                            | there is no such time of day
          2026-01-05T10:60:00Z                            | there is no such time of day
          2026-12-31T23:59:60Z                            | leap seconds are not read
          2026-01-05T10:00:00 01:00                       | there is no zone '01:00'
          2026-01-05T10:00:00+100                         | there is no zone '+100'
          2026-01-05T10:00:00+01:0                        | there is no zone '+01:0'
          2026-01-05T10:00:00+19:00                       | no clock is as far from UTC as '+19:00'
          2026-01-05T10:00:00+01:75                       | no clock is as far from UTC as '+01:75'
          2026-01-05T10:00.5Z                             | there is no zone '.5Z'
          2026-01-05 10:00:00 AM                          | there is no zone 'AM'
          2026-01-05 10:00:00 Europe/Atlantis             | there is no zone 'Europe/Atlantis'
          2026-01-05 10:00:00 EST5EDT                     | there is no zone 'EST5EDT'
          2026-01-05 10:00:00 UTC1                        | there is no zone 'UTC1'
          2026-01-05 10:00:00 A                           | there is no zone 'A'
          2026-01-05 10:00:00 IST                         | 'IST' is what several zones are called
          2026-01-05 10:00:00 est                         | 'est' is what several zones are called
          2026-01-05 10:00:00 CST                         | 'CST' is what several zones are called
          2026-01-05 10:00:00 BST                         | 'BST' is what several zones are called
          2026-07-05 10:00:00 CET                         | CET is not in force then
          2026-01-05 10:00:00 CEST                        | CEST is not in force then
          2026-03-29 02:30:00 CET                         | CET is not in force then
          2026-03-29 02:30:00                             | the clocks of Europe/Berlin never showed 2026-03-29 02:30:00
          2026-03-08 02:00:00 America/New_York            | the clocks of America/New_York never showed 2026-03-08 02:00:00
          2026-07-05T10:00+01:00[Europe/Berlin]           | the offset +01:00 is not in force then
          2026-01-05T10:00+01:00[u-ca=hebrew]             | there is no zone 'u-ca=hebrew'
          """)
  void refusesWhatHasSeveralMeaningsOrNone(String text, String why) {
    String said = said(TimeTexts.iso(text, BERLIN));
    assertTrue(said.startsWith(why), said);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PATTERN                              | TEXT                                | INSTANT
          dd/MM/yyyy HH:mm                     | 05/01/2026 10:00                    | 2026-01-05T09:00:00Z
          HH:mm dd-MM-yy                       | 10:00 05-01-26                      | 2026-01-05T09:00:00Z
          dd.MM.yyyy                           | 05.01.2026                          | 2026-01-04T23:00:00Z
          dd.MM.yyyy HH:mm:ss.SSSSSS           | 05.01.2026 10:00:00.5               | 2026-01-05T09:00:00.500Z
          M/d/yyyy h:mm a                      | 1/5/2026 3:05 pm                    | 2026-01-05T14:05:00Z
          d MMM uuuu HH:mm                     | 5 jan 2026 10:00                    | 2026-01-05T09:00:00Z
          yyyy-DDD HH                          | 2026-005 10                         | 2026-01-05T09:00:00Z
          yyyyMMdd'T'HHmmssX                   | 20260105T100000Z                    | 2026-01-05T10:00:00Z
          yyyyMMdd'T'HHmmss'Z'                 | 20260105T100000Z                    | 2026-01-05T10:00:00Z
          yyyy-MM-dd HH:mm:ss 'UTC'            | 2026-01-05 10:00:00 UTC             | 2026-01-05T10:00:00Z
          dd/MM/yyyy HH:mm[ XXX]               | 05/01/2026 10:00                    | 2026-01-05T09:00:00Z
          dd/MM/yyyy HH:mm[ XXX]               | 05/01/2026 10:00 +03:00             | 2026-01-05T07:00:00Z
          dd/MMM/yyyy:HH:mm:ss Z               | 05/Jan/2026:10:00:00 -0800          | 2026-01-05T18:00:00Z
          dd/MM/yyyy HH:mm VV                  | 05/01/2026 10:00 America/New_York   | 2026-01-05T15:00:00Z
          dd/MM/yyyy HH:mm O                   | 05/01/2026 10:00 GMT+2              | 2026-01-05T08:00:00Z
          EEE MMM dd HH:mm:ss zzz yyyy         | Mon Jan 05 10:00:00 CET 2026        | 2026-01-05T09:00:00Z
          EEE MMM dd HH:mm:ss zzz yyyy         | Mon Jan 05 10:00:00 UTC 2026        | 2026-01-05T10:00:00Z
          dd/MM/yyyy HH:mm                     | 25/10/2026 02:30                    | 2026-10-25T00:30:00Z
          """)
  void readsPatternsInTheirZoneOrTheGivenOne(String pattern, String text, String instant) {
    assertEquals(instant, said(TimeTexts.pattern(pattern, text, BERLIN)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          PATTERN                              | TEXT                                | WHY
          dd/MM/yyyy HH:mm                     | 29/03/2026 02:30                    | the clocks of Europe/Berlin never showed
          dd/MM/yyyy HH:mm                     | 31/02/2026 10:00                    | it is not written as dd/MM/yyyy HH:mm, or
          dd/MM/yyyy HH:mm                     | 5/1/2026 10:00                      | it is not written as
          EEE MMM dd HH:mm:ss zzz yyyy         | Tue Jan 05 10:00:00 CET 2026        | it is not written as
          EEE MMM dd HH:mm:ss zzz yyyy         | Mon Jan 05 10:00:00 EST 2026        | 'EST' is what several zones are called
          dd/MM/yyyy HH:mm VV                  | 05/01/2026 10:00 EST5EDT            | there is no zone 'EST5EDT'
          dd/MM/yyyy HH:mmXXX'['VV']'          | 05/07/2026 10:00+01:00[Europe/Paris] | the offset +01:00 is not in force
          """)
  void refusesWhatAPatternDoesNotMake(String pattern, String text, String why) {
    String said = said(TimeTexts.pattern(pattern, text, BERLIN));
    assertTrue(said.startsWith(why), said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "YYYY-MM-dd HH:mm",
        "yyyy-MM-dd hh:mm",
        "HH:mm",
        "MM-dd HH:mm",
        "yyyy-MM",
        "yyyy-MM-dd HH:mm zzzz",
        "yyyy-MM-dd HH:mm v",
        "yyyy-MM-dd mm:ss",
        "nonsense"
      })
  void refusesPatternsThatDoNotSayWhatTheyMean(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> TimeTexts.requirePattern(pattern));
  }

  @Test
  void someTimesHaveToNameTheirZone() {
    assertEquals("2026-01-05T10:00:00Z", said(TimeTexts.instant("2026-01-05T10:00Z")));
    assertEquals("2026-01-05T09:00:00Z", said(TimeTexts.instant("2026-01-05 10:00 CET")));
    assertEquals("it names no zone", said(TimeTexts.instant("2026-01-05T10:00")));
    assertEquals("it names no zone", said(TimeTexts.instant("2026-01-05")));
    assertEquals("write 2026-01-31T12:00:00Z", said(TimeTexts.instant("soon")));
  }

  @Test
  void numbersAreCountedFrom1970() {
    assertEquals("2026-09-01T12:00:00.500Z", said(TimeTexts.epochSeconds("1788264000.5")));
    assertEquals("2026-09-01T12:00:00.500Z", said(TimeTexts.epochSeconds("1.7882640005E9")));
    assertEquals("2026-09-01T12:00:00.500Z", said(TimeTexts.epochMillis("1788264000500")));
    assertEquals("2026-09-01T12:00:00.500001Z", said(TimeTexts.epochMillis("1788264000500.0019")));
    assertEquals("1969-12-31T23:59:59.999999Z", said(TimeTexts.epochSeconds("-0.000001")));
    assertEquals("write a number of seconds since 1970", said(TimeTexts.epochSeconds("soon")));
    assertEquals(
        "it is not within the years 1 to 9999", said(TimeTexts.epochMillis("999999999999999e30")));
  }

  private static String said(TimeReading reading) {
    return reading instanceof TimeReading.At at
        ? at.instant().toString()
        : ((TimeReading.Refused) reading).why();
  }
}
