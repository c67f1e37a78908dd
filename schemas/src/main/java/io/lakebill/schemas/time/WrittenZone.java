package io.lakebill.schemas.time;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The zone that stands beside a time. */
sealed interface WrittenZone {

  /** The instant at which its clocks showed a time. */
  TimeReading at(LocalDateTime shown);

  /** An offset from UTC. */
  record Fixed(ZoneOffset offset) implements WrittenZone {

    @Override
    public TimeReading at(LocalDateTime shown) {
      return LocalTimes.at(shown, offset);
    }
  }

  /** A place, by whose law the offset changes. */
  record Place(ZoneId zone) implements WrittenZone {

    @Override
    public TimeReading at(LocalDateTime shown) {
      return LocalTimes.at(shown, zone);
    }
  }

  /** An offset by its name, which has to be that of the place at the time. */
  record InForce(String name, ZoneOffset offset, ZoneId place) implements WrittenZone {

    @Override
    public TimeReading at(LocalDateTime shown) {
      ZoneOffset there = place.getRules().getOffset(shown.toInstant(offset));
      return there.equals(offset)
          ? LocalTimes.at(shown, offset)
          : new TimeReading.Refused(
              name + " is not in force then, so nobody can tell what is meant; write an offset");
    }
  }

  /** None that can be known. */
  record Unknown(String why) implements WrittenZone {

    @Override
    public TimeReading at(LocalDateTime shown) {
      return new TimeReading.Refused(why);
    }
  }
}
