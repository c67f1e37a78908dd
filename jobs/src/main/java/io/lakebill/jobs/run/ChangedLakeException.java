package io.lakebill.jobs.run;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Something in the lake is not as it was left, so nothing more was done. */
public final class ChangedLakeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int MOST_SHOWN = 10;

  public ChangedLakeException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Names what differs, and says what can be done. */
  public static ChangedLakeException of(Path lake, List<Difference> differences, Throwable cause) {
    String shown =
        differences.stream()
            .limit(MOST_SHOWN)
            .map(difference -> "%n  %s".formatted(difference))
            .collect(Collectors.joining());
    String more =
        differences.size() > MOST_SHOWN
            ? "%n  and %d more".formatted(differences.size() - MOST_SHOWN)
            : "";
    return new ChangedLakeException(
        ("the lake %s is not as the last command left it, so nothing is done:%s%s%nPut the whole"
                + " lake back from one backup, its folder _runs included, or a missing file where"
                + " it was. `lakebill repair` shows what differs, and can make the tables as they"
                + " are the ones to go on from.")
            .formatted(lake, shown, more),
        cause);
  }
}
