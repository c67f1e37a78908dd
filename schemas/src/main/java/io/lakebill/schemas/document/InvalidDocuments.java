package io.lakebill.schemas.document;

import java.util.List;
import java.util.stream.Collectors;

/** Documents that cannot be used. The message lists every problem, one a line. */
public final class InvalidDocuments extends RuntimeException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // What it is made of can be written.
  private final List<Problem> problems;

  public InvalidDocuments(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** For what is wrong with a file as a whole. */
  public static InvalidDocuments of(String file, String message) {
    return new InvalidDocuments(List.of(new Problem(file, 0, "", message)));
  }

  /** Everything that is wrong, by file and line. */
  public List<Problem> problems() {
    return problems;
  }
}
