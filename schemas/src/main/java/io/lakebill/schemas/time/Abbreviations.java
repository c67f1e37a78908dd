package io.lakebill.schemas.time;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Zones by their abbreviations, as far as everybody means the same by one. It has to be in force:
 * in summer nobody can tell whether {@code CET} means the clocks of Berlin or those of winter.
 */
final class Abbreviations {

  /** What several zones far apart are called, or one that moved. */
  static final Set<String> DOUBTFUL =
      Set.of(
          "ADT", "AMT", "AST", "BST", "CDT", "CST", "ECT", "EDT", "EST", "GST", "ICT", "IST", "LMT",
          "MDT", "MET", "MEST", "MST", "NST", "PDT", "PST", "SST", "WST");

  private static final Map<String, WrittenZone> KNOWN = new LinkedHashMap<>();

  static {
    know("CET", "+01:00", "Europe/Berlin");
    know("CEST", "+02:00", "Europe/Berlin");
    know("MEZ", "+01:00", "Europe/Berlin");
    know("MESZ", "+02:00", "Europe/Berlin");
    know("EET", "+02:00", "Europe/Athens");
    know("EEST", "+03:00", "Europe/Athens");
    know("WET", "+00:00", "Europe/Lisbon");
    know("WEST", "+01:00", "Europe/Lisbon");
    know("MSK", "+03:00", "Europe/Moscow");
    know("WAT", "+01:00", "Africa/Lagos");
    know("CAT", "+02:00", "Africa/Maputo");
    know("EAT", "+03:00", "Africa/Nairobi");
    know("SAST", "+02:00", "Africa/Johannesburg");
    know("PKT", "+05:00", "Asia/Karachi");
    know("WIB", "+07:00", "Asia/Jakarta");
    know("WITA", "+08:00", "Asia/Makassar");
    know("WIT", "+09:00", "Asia/Jayapura");
    know("HKT", "+08:00", "Asia/Hong_Kong");
    know("SGT", "+08:00", "Asia/Singapore");
    know("JST", "+09:00", "Asia/Tokyo");
    know("KST", "+09:00", "Asia/Seoul");
    know("AWST", "+08:00", "Australia/Perth");
    know("ACST", "+09:30", "Australia/Darwin");
    know("ACDT", "+10:30", "Australia/Adelaide");
    know("AEST", "+10:00", "Australia/Brisbane");
    know("AEDT", "+11:00", "Australia/Sydney");
    know("NZST", "+12:00", "Pacific/Auckland");
    know("NZDT", "+13:00", "Pacific/Auckland");
    know("AKST", "-09:00", "America/Anchorage");
    know("AKDT", "-08:00", "America/Anchorage");
    know("HST", "-10:00", "Pacific/Honolulu");
  }

  private Abbreviations() {}

  /** The zone of a name in capitals; null where there is none that everybody knows. */
  static WrittenZone of(String name) {
    return KNOWN.get(name);
  }

  private static void know(String name, String offset, String place) {
    KNOWN.put(name, new WrittenZone.InForce(name, ZoneOffset.of(offset), ZoneId.of(place)));
  }
}
