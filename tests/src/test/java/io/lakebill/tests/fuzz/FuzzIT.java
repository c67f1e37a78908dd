package io.lakebill.tests.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.Subprocess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Jazzer on what users write. Inputs that it has not seen are kept in {@code target/fuzz}; one that
 * breaks something is there as {@code crash-...} and belongs into {@code src/test/resources/fuzz}.
 */
@EnabledIfSystemProperty(
    named = "lakebill.fuzz.seconds",
    matches = "\\d+",
    disabledReason = "fuzzing takes as long as it is given: -Pfuzz")
class FuzzIT {

  @ParameterizedTest(name = "{0}")
  @CsvSource({"source,SourceFuzz", "catalog,CatalogFuzz", "filter,FilterFuzz"})
  void findsNoErrorThatNobodyDocuments(String corpus, String target) throws IOException {
    Path found = Files.createDirectories(Path.of("target", "fuzz", corpus)).toAbsolutePath();
    List<String> words = new ArrayList<>(Subprocess.java());
    words.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=io.lakebill.tests.fuzz." + target,
            "--instrumentation_includes=io.lakebill.**:org.yaml.**:com.networknt.**",
            "--custom_hook_includes=io.lakebill.**",
            "--reproducer_path=" + Scratch.directory("reproducers"),
            found.toString(),
            Scenario.resource("/fuzz/" + corpus).toString(),
            "-artifact_prefix=" + found + "/",
            "-max_total_time=" + Integer.getInteger("lakebill.fuzz.seconds"),
            "-timeout=120",
            "-rss_limit_mb=0",
            "-max_len=8192",
            "-print_final_stats=1"));

    Outcome outcome = Subprocess.run(words, Integer.getInteger("lakebill.fuzz.seconds") / 60 + 5);

    assertEquals(0, outcome.exitCode(), outcome.err());
    Files.writeString(found.resolveSibling(corpus + ".log"), outcome.out());
  }
}
