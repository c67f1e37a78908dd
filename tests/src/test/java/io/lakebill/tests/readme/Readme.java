package io.lakebill.tests.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The blocks of the README between fences. */
final class Readme {

  private static final String FENCE = "```";

  private Readme() {}

  /**
   * A block.
   *
   * @param line of the README that it begins after
   */
  record Block(int line, String language, List<String> lines) {

    boolean is(String wanted) {
      return language.equals(wanted);
    }

    String text() {
      return String.join("\n", lines) + "\n";
    }
  }

  static List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = lines();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith(FENCE)) {
        continue;
      }
      int start = i;
      do {
        i++;
      } while (!lines.get(i).equals(FENCE));
      blocks.add(
          new Block(
              start + 1,
              lines.get(start).substring(FENCE.length()),
              List.copyOf(lines.subList(start + 1, i))));
    }
    return blocks;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Path.of(System.getProperty("lakebill.project"), "README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
