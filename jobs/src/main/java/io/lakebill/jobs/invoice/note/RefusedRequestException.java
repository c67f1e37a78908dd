package io.lakebill.jobs.invoice.note;

/** What was asked for about an invoice cannot be done; the message says why. */
public final class RefusedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RefusedRequestException(String message) {
    super(message);
  }
}
