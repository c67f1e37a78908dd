package io.lakebill.schemas.document;

import java.io.Serializable;

/**
 * One thing that is wrong in a document: where it is and what to do about it.
 *
 * @param file the file as the user named it, or the table a stored row is in
 * @param line counts from 1; 0 when the problem is not in a line, as for a missing file
 * @param path ids and field names down to the value, {@code plans/pro/charges/calls/meter}; empty
 *     for the document as a whole
 * @param message a sentence for the person who wrote the document
 */
public record Problem(String file, int line, String path, String message) implements Serializable {

  /** {@code catalog.yaml:14: plans/pro/charges/calls/meter: unknown meter 'api_cals'}. */
  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    return place + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
