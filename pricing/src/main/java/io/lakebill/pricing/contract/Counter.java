package io.lakebill.pricing.contract;

import io.lakebill.pricing.money.Decimals;
import io.lakebill.pricing.period.ServicePeriod;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A quantity that holds until it is set anew, such as licences: absolute values from dates, not
 * differences. It is 0 before the first.
 *
 * @param settings in the order of their dates, each with another quantity than the one before. Of
 *     several on a day the last one given counts, so one that is taken back the same day is none
 */
public record Counter(List<Setting> settings) implements Serializable {

  public Counter {
    TreeMap<LocalDate, BigDecimal> byDate = new TreeMap<>();
    settings.forEach(setting -> byDate.put(setting.from(), setting.quantity()));
    settings = changes(byDate);
  }

  /**
   * The quantity from a day on.
   *
   * @param quantity not negative
   */
  public record Setting(LocalDate from, BigDecimal quantity) implements Serializable {

    /** Refuses a negative quantity. */
    public Setting {
      Objects.requireNonNull(from, "from");
      quantity = Decimals.notNegative("counter quantity", quantity);
    }
  }

  /**
   * The days on which an object, such as a seat or a device, was active: {@code [from, until)}.
   *
   * @param until null while it still is
   */
  public record ActiveDays(LocalDate from, LocalDate until) implements Serializable {

    /** Refuses an end before the start; an object that leaves on the day it came never counted. */
    public ActiveDays {
      Objects.requireNonNull(from, "from");
      if (until != null && until.isBefore(from)) {
        throw new IllegalArgumentException("object end " + until + " is before its start " + from);
      }
    }

    /** The first day on which it is no longer active, if it has one. */
    public Optional<LocalDate> endDate() {
      return Optional.ofNullable(until);
    }
  }

  /** How many of these objects are active, by day. */
  public static Counter ofObjects(Collection<ActiveDays> objects) {
    TreeMap<LocalDate, BigDecimal> joined = new TreeMap<>();
    for (ActiveDays object : objects) {
      joined.merge(object.from(), BigDecimal.ONE, BigDecimal::add);
      object
          .endDate()
          .ifPresent(end -> joined.merge(end, BigDecimal.ONE.negate(), BigDecimal::add));
    }
    List<Setting> settings = new ArrayList<>();
    BigDecimal active = BigDecimal.ZERO;
    for (Map.Entry<LocalDate, BigDecimal> day : joined.entrySet()) {
      active = active.add(day.getValue());
      settings.add(new Setting(day.getKey(), active));
    }
    return new Counter(settings);
  }

  /** The quantity on a day. */
  public BigDecimal on(LocalDate date) {
    BigDecimal quantity = BigDecimal.ZERO;
    for (Setting setting : settings) {
      if (setting.from().isAfter(date)) {
        break;
      }
      quantity = setting.quantity();
    }
    return quantity;
  }

  /** The settings that change the quantity within the time, that is after its first day. */
  List<Setting> changesIn(ServicePeriod time) {
    return settings.stream()
        .filter(setting -> setting.from().isAfter(time.start()))
        .filter(setting -> setting.from().isBefore(time.end()))
        .toList();
  }

  private static List<Setting> changes(TreeMap<LocalDate, BigDecimal> byDate) {
    List<Setting> changes = new ArrayList<>();
    BigDecimal quantity = BigDecimal.ZERO;
    for (Map.Entry<LocalDate, BigDecimal> day : byDate.entrySet()) {
      if (day.getValue().compareTo(quantity) != 0) {
        quantity = day.getValue();
        changes.add(new Setting(day.getKey(), quantity));
      }
    }
    return List.copyOf(changes);
  }
}
