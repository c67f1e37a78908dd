package io.lakebill.schemas.source;

import java.io.Serializable;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a row says that it is another version of an event, or that it withdraws one. Of the versions
 * of an event the highest counts, unless a withdrawal of that version or a higher one is known.
 *
 * @param version a whole number in a column or a constant; absent when events have no versions
 * @param action what the row does, in a column or a constant; absent when every row is an event
 */
public record Changes(FieldValue version, FieldValue action) implements Serializable {

  /** Rows are events that nobody amends or withdraws. */
  public static final Changes NONE = new Changes(new FieldValue.Absent(), new FieldValue.Absent());

  /** The actions of rows that are events; a row without an action is one, too. */
  public static final Set<String> RECORDS = Set.of("record", "amend");

  /** The actions of rows that withdraw the event with their id. */
  public static final Set<String> WITHDRAWS = Set.of("deprecate", "withdraw");

  /** What a version looks like. */
  public static final String VERSION = "\\d{1,18}";

  /** Whether a row can do that. */
  public static boolean isKnown(String action) {
    return RECORDS.contains(action) || WITHDRAWS.contains(action);
  }

  /** All actions, for messages. */
  public static String known() {
    return Stream.concat(RECORDS.stream(), WITHDRAWS.stream())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Whether rows can take the place of events or withdraw them. */
  public boolean isPossible() {
    return !(version instanceof FieldValue.Absent && action instanceof FieldValue.Absent);
  }

  /** Whether every row withdraws an event, so that none has to say what happened. */
  public boolean isOnlyWithdrawals() {
    return action instanceof FieldValue.Constant constant && WITHDRAWS.contains(constant.value());
  }
}
