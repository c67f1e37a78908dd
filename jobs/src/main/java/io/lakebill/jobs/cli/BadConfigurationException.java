package io.lakebill.jobs.cli;

/** A catalog or another document that configures billing cannot be used. */
final class BadConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
