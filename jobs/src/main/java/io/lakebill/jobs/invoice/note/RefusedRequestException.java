package io.lakebill.jobs.invoice.note;

/** What was asked for about an invoice cannot be done; the message says why. */
public final class RefusedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what is wrong, and what to do. */
  public RefusedRequestException(String message) {
    super(message);
  }
}
