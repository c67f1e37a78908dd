package io.lakebill.jobs.lake;

/** Somebody else is at work on the lake; the same command will succeed later. */
public final class LakeBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LakeBusyException(String message) {
    super(message);
  }
}
