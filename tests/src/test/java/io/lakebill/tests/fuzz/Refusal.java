package io.lakebill.tests.fuzz;

import io.lakebill.schemas.document.InvalidDocuments;

/** A refusal that says what is wrong. */
final class Refusal {

  private Refusal() {}

  static void check(InvalidDocuments refused) {
    if (refused.problems().isEmpty()) {
      throw new IllegalStateException("refused without a problem", refused);
    }
    refused
        .problems()
        .forEach(
            problem -> {
              if (problem.message().isBlank()) {
                throw new IllegalStateException("a problem without words: " + problem, refused);
              }
            });
  }
}
