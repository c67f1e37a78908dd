package io.lakebill.schemas.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times in a pattern of {@link DateTimeFormatter}, English, capitals or not, where a run of S
 * stands for as many digits or fewer. A pattern names a zone by its letters or, as many people
 * write it, by a Z, UTC or GMT in quotes.
 */
final class PatternTimes {

  /** Quoted text, a run of one letter, or anything else. */
  private static final Pattern PART = Pattern.compile("'(?:[^']|'')*'|([A-Za-z])\\1*|[^A-Za-z']");

  private static final Pattern WORD = Pattern.compile("[A-Za-z]+");

  private static final List<ChronoField> OF_DAY =
      List.of(
          ChronoField.HOUR_OF_DAY,
          ChronoField.HOUR_OF_AMPM,
          ChronoField.CLOCK_HOUR_OF_AMPM,
          ChronoField.AMPM_OF_DAY,
          ChronoField.MINUTE_OF_HOUR,
          ChronoField.SECOND_OF_MINUTE,
          ChronoField.NANO_OF_SECOND);

  private static final Map<String, PatternTimes> KNOWN = new ConcurrentHashMap<>();

  private final String pattern;
  private final DateTimeFormatter formatter;
  private final boolean hasAbbreviation;
  private final boolean isUniversal;

  private PatternTimes(
      String pattern, DateTimeFormatter formatter, boolean hasAbbreviation, boolean isUniversal) {
    this.pattern = pattern;
    this.formatter = formatter;
    this.hasAbbreviation = hasAbbreviation;
    this.isUniversal = isUniversal;
  }

  /** Refuses a pattern that is none, or that does not say by itself what day and time is meant. */
  static PatternTimes of(String pattern) {
    return KNOWN.computeIfAbsent(pattern, PatternTimes::made);
  }

  private static PatternTimes made(String pattern) {
    // The JDK says best what is no pattern at all, though sometimes in other ways than it
    // documents.
    try {
      var unused = DateTimeFormatter.ofPattern(pattern, Locale.US);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException("'" + pattern + "' is not a pattern of times", e);
    }
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    boolean hasAbbreviation = false;
    boolean isUniversal = false;
    Matcher parts = PART.matcher(pattern);
    while (parts.find()) {
      String part = parts.group();
      if (part.startsWith("z") || part.startsWith("v")) {
        if (part.startsWith("v") || part.length() > 3) {
          throw new IllegalArgumentException(
              "zones in words are not read; in a pattern X is an offset and VV a name");
        }
        hasAbbreviation = true;
        builder.appendLiteral('Z');
      } else if (part.startsWith("S")) {
        builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, part.length(), false);
      } else {
        isUniversal |= part.matches("'\\s*(Z|UTC|GMT)\\s*'");
        builder.appendPattern(part);
      }
    }
    DateTimeFormatter formatter =
        builder
            .parseDefaulting(ChronoField.ERA, 1)
            .toFormatter(Locale.US)
            .withChronology(IsoChronology.INSTANCE)
            .withResolverStyle(ResolverStyle.STRICT);
    PatternTimes made = new PatternTimes(pattern, formatter, hasAbbreviation, isUniversal);
    made.requireWholeTimes();
    return made;
  }

  /** A pattern has to read what it writes: a week's year beside a month, for one, does not. */
  private void requireWholeTimes() {
    LocalDateTime sample = LocalDateTime.of(2026, 1, 31, 22, 7, 9);
    boolean isWhole;
    try {
      String written = formatter.format(sample.atZone(ZoneOffset.UTC));
      LocalDateTime shown = shown(formatter.parse(written));
      isWhole = shown.toLocalDate().equals(sample.toLocalDate());
    } catch (DateTimeException e) {
      isWhole = false;
    }
    if (!isWhole) {
      throw new IllegalArgumentException(
          "times written as '"
              + pattern
              + "' do not say by themselves what they mean; a day needs its year (y, not Y), month"
              + " and day, and an hour of twelve (h) its half of the day (a)");
    }
  }

  TimeReading read(String text, ZoneId zone) {
    if (!hasAbbreviation) {
      return read(text, zone, null);
    }
    for (Matcher words = WORD.matcher(text); words.find(); ) {
      String word = words.group();
      WrittenZone named = ZoneTexts.of(word);
      if (Abbreviations.DOUBTFUL.contains(word.toUpperCase(Locale.ROOT))) {
        return named.at(LocalDateTime.MIN);
      }
      if (!(named instanceof WrittenZone.Unknown)) {
        return read(
            text.substring(0, words.start()) + "Z" + text.substring(words.end()), zone, named);
      }
    }
    return read(text, zone, null);
  }

  /**
   * Reads a text.
   *
   * @param abbreviated the zone whose name stood where Z is now; null without one
   */
  private TimeReading read(String text, ZoneId zone, WrittenZone abbreviated) {
    LocalDateTime shown;
    TemporalAccessor parsed;
    try {
      parsed = formatter.parse(text);
      shown = shown(parsed);
    } catch (DateTimeException e) {
      return new TimeReading.Refused(
          "it is not written as " + pattern + ", or there is no such time");
    }
    if (abbreviated != null) {
      return abbreviated.at(shown);
    }
    ZoneId place = parsed.query(TemporalQueries.zoneId());
    if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS));
      return place == null || place instanceof ZoneOffset
          ? LocalTimes.at(shown, offset)
          : new WrittenZone.InForce("the offset " + offset, offset, place).at(shown);
    }
    if (place != null) {
      return place instanceof ZoneOffset offset
          ? LocalTimes.at(shown, offset)
          : ZoneTexts.of(place.getId()).at(shown);
    }
    return isUniversal ? LocalTimes.at(shown, ZoneOffset.UTC) : LocalTimes.at(shown, zone);
  }

  private static LocalDateTime shown(TemporalAccessor parsed) {
    LocalDate day = LocalDate.from(parsed);
    boolean namesTime = OF_DAY.stream().anyMatch(parsed::isSupported);
    return namesTime ? day.atTime(LocalTime.from(parsed)) : day.atStartOfDay();
  }
}
