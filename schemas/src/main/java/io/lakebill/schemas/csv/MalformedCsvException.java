package io.lakebill.schemas.csv;

import java.io.IOException;

/**
 * A file of which nobody can tell where its rows begin and end, or what its columns are. The
 * message says where and what to do.
 */
public final class MalformedCsvException extends IOException {

  private static final long serialVersionUID = 1;

  /** With a message for the person who sent the file. */
  public MalformedCsvException(String message) {
    super(message);
  }
}
