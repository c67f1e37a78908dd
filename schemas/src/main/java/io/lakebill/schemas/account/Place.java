package io.lakebill.schemas.account;

import io.lakebill.schemas.document.Problem;

/**
 * Where a row was read, so that later checks can point to it.
 *
 * @param line counts from 1; 0 for a row of a table
 */
public record Place(String file, int line) {

  Problem problem(String path, String message) {
    return new Problem(file, line, path, message);
  }
}
