package io.lakebill.tests.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.readme.Readme.Block;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every block of the README says what it is, and what can be pasted is a script. */
class ReadmeTest {

  private static final Set<String> LANGUAGES = Set.of("bash", "text", "sql", "python", "mermaid");

  @Test
  void everyBlockIsRunOrMarkedAsSomethingElse() {
    List<Block> blocks = Readme.blocks();

    assertFalse(blocks.isEmpty());
    assertEquals(
        List.of(), blocks.stream().filter(block -> !LANGUAGES.contains(block.language())).toList());
  }

  @Test
  void whatCanBePastedIsAScriptWithoutPrompts() {
    for (Block block : Readme.blocks()) {
      if (block.is("bash")) {
        Outcome outcome = Subprocess.run(List.of("bash", "-n", "-c", block.text()));
        assertEquals(0, outcome.exitCode(), () -> "line " + block.line() + ": " + outcome.out());
        assertEquals(
            List.of(),
            block.lines().stream().filter(line -> line.startsWith("$ ")).toList(),
            () -> "line " + block.line());
      }
    }
  }
}
