package io.lakebill.jobs.demo;

import io.lakebill.jobs.demo.Entry.Damage;
import io.lakebill.jobs.demo.Entry.Sound;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What goes wrong on the way from a sender to the lake. No event has two mishaps, so what each does
 * to the counts is known.
 */
final class Mishaps {

  private static final int SOON_AFTER = 5;

  private final Dice dice;
  private final Set<String> touched = new HashSet<>();

  Mishaps(Dice dice) {
    this.dice = dice;
  }

  /** Some events miss their file and come with another, after its own. */
  void delay(DemoFile from, DemoFile to, int times, Predicate<DemoEvent> which) {
    for (int i = 0; i < times; i++) {
      int index = pick(from, which);
      to.entries().add(from.entries().remove(index));
    }
  }

  /** Some events are sent again at once: their copies follow a few rows later. */
  void repeat(DemoFile file, int times) {
    for (int i = 0; i < times; i++) {
      int index = pick(file, event -> true);
      int after = Math.min(index + dice.between(1, SOON_AFTER), file.entries().size());
      file.entries().add(after, file.entries().get(index));
    }
  }

  /** Some events are sent again with a later file. */
  void repeat(DemoFile from, DemoFile to, int times) {
    contradict(from, to, times, UnaryOperator.identity());
  }

  /** Some events are sent again with a changed body. */
  void contradict(DemoFile from, DemoFile to, int times, UnaryOperator<DemoEvent> change) {
    for (int i = 0; i < times; i++) {
      Entry entry = from.entries().get(pick(from, event -> true));
      int place = dice.between(0, to.entries().size());
      to.entries().add(place, new Sound(change.apply(entry.event())));
    }
  }

  /** Some rows become unacceptable, and so their events are lost. */
  void damage(DemoFile file, Damage damage, int times) {
    for (int i = 0; i < times; i++) {
      int index = pick(file, event -> true);
      file.entries().set(index, new Entry.Damaged(file.entries().get(index).event(), damage));
    }
  }

  /** Sends a whole file again. */
  static void resend(DemoFile from, DemoFile to) {
    to.entries().addAll(List.copyOf(from.entries()));
  }

  private int pick(DemoFile file, Predicate<DemoEvent> which) {
    while (true) {
      int index = dice.between(0, file.entries().size() - 1);
      DemoEvent event = file.entries().get(index).event();
      if (which.test(event) && touched.add(event.id())) {
        return index;
      }
    }
  }
}
