package io.lakebill.jobs.upgrade;

import java.util.List;

/**
 * An upgrade, done or to be done.
 *
 * @param from the layout that the lake had
 * @param to the layout that it gets; the same where there is nothing to do
 */
public record Upgrade(int from, int to, List<TableChange> changes) {

  /** Copies the list. */
  public Upgrade {
    changes = List.copyOf(changes);
  }

  /** Whether the lake has today's tables already. */
  public boolean isNothing() {
    return from == to;
  }
}
