package io.lakebill.jobs.report;

/** A user's query cannot be answered; the message says where it is wrong and what may be meant. */
public final class BadQueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadQueryException(String message, Throwable cause) {
    super(message, cause);
  }
}
