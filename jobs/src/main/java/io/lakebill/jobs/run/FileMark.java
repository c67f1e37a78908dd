package io.lakebill.jobs.run;

import java.util.Optional;

/**
 * What is known of a file of a table.
 *
 * @param size its bytes
 * @param hash stands for its content; null where nobody looks at it
 */
record FileMark(long size, String hash) {

  Optional<String> known() {
    return Optional.ofNullable(hash);
  }
}
