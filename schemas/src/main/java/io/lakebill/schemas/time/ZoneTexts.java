package io.lakebill.schemas.time;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Zones as texts name them: Z, offsets, UTC with or without one, places of the tz database,
 * abbreviations that have one meaning, and an offset with its place in brackets.
 */
final class ZoneTexts {

  /** ISO 8601 prefers the sign U+2212 to the hyphen. */
  private static final Pattern OFFSET =
      Pattern.compile(
          "([+\\-\u2212])(?:(\\d{1,2})|(\\d{1,2}):(\\d{2})(?::(\\d{2}))?|(\\d{2})(\\d{2})(\\d{2})?)");

  private static final Pattern UNIVERSAL =
      Pattern.compile("(?:UTC|GMT|UT)(.*)", Pattern.CASE_INSENSITIVE);

  private static final Pattern BRACKETED = Pattern.compile("(.*)\\[!?([^\\[\\]]+)]");

  private static final WrittenZone UTC = new WrittenZone.Fixed(ZoneOffset.UTC);

  private ZoneTexts() {}

  /** What a text names; it has no blanks around it. */
  static WrittenZone of(String text) {
    if (text.equals("Z") || text.equals("z")) {
      return UTC;
    }
    char first = text.isEmpty() ? ' ' : text.charAt(0);
    if (text.endsWith("]")) {
      Matcher bracketed = BRACKETED.matcher(text);
      return bracketed.matches()
          ? bracketed(bracketed.group(1).strip(), bracketed.group(2))
          : unknown(text);
    }
    if (!Character.isLetter(first)) {
      return offset(text, text);
    }
    Matcher universal = UNIVERSAL.matcher(text);
    if (universal.matches()) {
      String offset = universal.group(1);
      return offset.isEmpty() ? UTC : offset(offset, text);
    }
    return text.indexOf('/') >= 0 ? place(text) : abbreviation(text);
  }

  private static WrittenZone offset(String text, String named) {
    Matcher parts = OFFSET.matcher(text);
    if (!parts.matches()) {
      return unknown(named);
    }
    int hours = number(parts, 2) + number(parts, 3) + number(parts, 6);
    int minutes = number(parts, 4) + number(parts, 7);
    int seconds = number(parts, 5) + number(parts, 8);
    int sign = parts.group(1).equals("+") ? 1 : -1;
    try {
      return new WrittenZone.Fixed(
          ZoneOffset.ofHoursMinutesSeconds(sign * hours, sign * minutes, sign * seconds));
    } catch (DateTimeException outOfRange) {
      return new WrittenZone.Unknown("no clock is as far from UTC as '" + named + "'");
    }
  }

  private static int number(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
  }

  private static WrittenZone place(String name) {
    try {
      return new WrittenZone.Place(ZoneId.of(name));
    } catch (DateTimeException e) {
      return unknown(name);
    }
  }

  private static WrittenZone abbreviation(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    if (Abbreviations.DOUBTFUL.contains(name)) {
      return new WrittenZone.Unknown(
          "'" + text + "' is what several zones are called; write an offset such as +01:00");
    }
    WrittenZone known = Abbreviations.of(name);
    return known == null ? unknown(text) : known;
  }

  /**
   * As Java prints and RFC 9557 has it. The offset decides, and has to be that of the place; after
   * a Z the place says only where it was. Without an offset the place decides.
   */
  private static WrittenZone bracketed(String offset, String place) {
    WrittenZone inBrackets = of(place);
    if (inBrackets instanceof WrittenZone.Unknown || offset.isEmpty()) {
      return inBrackets;
    }
    WrittenZone before = of(offset);
    if (before.equals(UTC) && !offset.startsWith("+")) {
      return before;
    }
    if (before instanceof WrittenZone.Fixed fixed) {
      return inBrackets instanceof WrittenZone.Place known
          ? new WrittenZone.InForce("the offset " + offset, fixed.offset(), known.zone())
          : before.equals(inBrackets) ? before : unknown(offset + "[" + place + "]");
    }
    return unknown(offset + "[" + place + "]");
  }

  private static WrittenZone unknown(String text) {
    return new WrittenZone.Unknown(
        "there is no zone '"
            + text
            + "'; write an offset such as +01:00 or a name such as Europe/Berlin");
  }
}
