package io.lakebill.jobs.invoice.correction;

/** An invoice that no correction can be made of. */
final class UncorrectableException extends Exception {

  private static final long serialVersionUID = 1;

  UncorrectableException(String message) {
    super(message);
  }
}
