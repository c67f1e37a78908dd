package io.lakebill.jobs.cli;

/** A user's query cannot be answered. */
final class BadQueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadQueryException(String message, Throwable cause) {
    super(message, cause);
  }
}
