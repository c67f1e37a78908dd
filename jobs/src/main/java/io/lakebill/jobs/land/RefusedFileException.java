package io.lakebill.jobs.land;

import java.io.IOException;

/**
 * A file of which nothing lands, for a reason that its sender can mend. The message says which and
 * what to do.
 */
final class RefusedFileException extends IOException {

  private static final long serialVersionUID = 1;

  RefusedFileException(String message) {
    super(message);
  }
}
