package io.lakebill.schemas.event;

import java.util.List;

/** A batch that may not be handed over; says all that is wrong with it. */
public final class InvalidEvents extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // What it is made of can be written.
  private final List<String> problems;

  InvalidEvents(List<String> problems) {
    super("nothing was written: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** A sentence for each fault, with the position of its event in the batch, from 1. */
  public List<String> problems() {
    return problems;
  }
}
