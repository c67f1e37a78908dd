package io.lakebill.tests.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.readme.Readme.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The README as somebody pastes it, block by block, where nothing is but the launcher. */
@Tag("long")
class ReadmeIT {

  private static final String MARK = "@@ the block of line ";
  private static final long MINUTES = 30;
  private static final Path DIRECTORY = Scratch.directory("clone");

  private static final Map<Integer, List<String>> ANSWERS = new HashMap<>();

  @BeforeAll
  static void paste() throws IOException {
    Files.createDirectories(DIRECTORY);
    Files.createSymbolicLink(
        DIRECTORY.resolve("lakebill"), Path.of(System.getProperty("lakebill.project"), "lakebill"));
    StringBuilder script = new StringBuilder("set -e\ncd '" + DIRECTORY + "'\n");
    for (Block block : Readme.blocks()) {
      if (block.is("bash")) {
        script.append("echo '").append(MARK).append(block.line()).append("'\n");
        script.append(block.text());
      }
    }
    Outcome outcome = Subprocess.run(List.of("bash", "-c", script.toString()), MINUTES);
    for (String answer : outcome.out().split(MARK, -1)) {
      List<String> lines = answer.lines().toList();
      if (!lines.isEmpty() && lines.get(0).matches("\\d+")) {
        ANSWERS.put(Integer.valueOf(lines.get(0)), lines.subList(1, lines.size()));
      }
    }
    assertEquals(0, outcome.exitCode(), outcome.out());
  }

  @Test
  void printsWhatTheReadmeSays() {
    Block asked = null;
    for (Block block : Readme.blocks()) {
      if (block.is("bash")) {
        asked = block;
      } else if (block.is("text")) {
        assertSays(block, ANSWERS.get(asked.line()));
      }
    }
  }

  @Test
  void leavesNothingThatNobodyAskedFor() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      assertEquals(
          Set.of("lakebill", "my", "demo-lake", "demo-extract"),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }

  @Test
  void duckDbReadsWhatTheReadmeSays() throws SQLException {
    for (Block block : Readme.blocks()) {
      if (!block.is("sql")) {
        continue;
      }
      try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
          Statement statement = connection.createStatement()) {
        String last = "";
        String queries = block.text().replace("'demo-", "'" + DIRECTORY + "/demo-");
        for (String query : queries.split(";", -1)) {
          if (query.lines().anyMatch(line -> !line.isBlank() && !line.strip().startsWith("--"))) {
            last = query;
            statement.execute(query);
          }
        }
        statement.execute(last);
        assertTrue(statement.getResultSet().next(), block.text());
      }
    }
  }

  /** The lines in their order; dots stand for any number of others, spaces for any number. */
  private static void assertSays(Block block, List<String> said) {
    List<String> left = said.stream().map(ReadmeIT::squeezed).toList();
    int from = 0;
    for (String line : block.lines()) {
      if (line.equals("...")) {
        continue;
      }
      int at = left.subList(from, left.size()).indexOf(squeezed(line));
      assertFalse(at < 0, () -> "line " + block.line() + ": " + line + " is not in " + said);
      from += at + 1;
    }
  }

  private static String squeezed(String line) {
    return line.strip().replaceAll("\\s+", " ");
  }
}
