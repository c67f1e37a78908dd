package io.lakebill.tests.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.tests.fixture.Outcome;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.Subprocess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which JDK the launcher takes, out of what lies about, and what it gives it. */
class LauncherTest {

  private static final Path LAUNCHER =
      Path.of(System.getProperty("lakebill.project")).resolve("lakebill");

  /** All that the launcher may use but a JDK. */
  private static final List<String> TOOLS =
      List.of("bash", "basename", "cut", "dirname", "find", "head", "mv", "readlink", "sed");

  private final Path directory = Scratch.directory("launcher");

  private Path launcher;
  private Path tools;
  private Path jdks;

  /** A project that is built already. */
  @BeforeEach
  void lay() throws IOException {
    Path project = directory.resolve("project");
    for (String module : List.of("pricing", "schemas", "jobs")) {
      Files.createDirectories(project.resolve(module).resolve("src/main"));
      Files.writeString(project.resolve(module).resolve("pom.xml"), "");
    }
    Files.writeString(project.resolve("pom.xml"), "");
    Path target = Files.createDirectories(project.resolve("jobs/target"));
    launcher = Files.copy(LAUNCHER, project.resolve("lakebill"));
    Files.writeString(target.resolve("classpath.txt"), target.resolve("lakebill.jar").toString());
    Files.writeString(target.resolve("lakebill.jar"), "");
    jdks = Files.createDirectories(directory.resolve("jdks"));
    tools = Files.createDirectories(directory.resolve("tools"));
    for (String tool : TOOLS) {
      Path program =
          Stream.of("/bin", "/usr/bin")
              .map(place -> Path.of(place, tool))
              .filter(Files::isExecutable)
              .findFirst()
              .orElseThrow();
      Files.createSymbolicLink(tools.resolve(tool), program);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "17.0.15", "21.0.8", "25.0.3", "25.0.4.1", "25.0.10"})
  void takesAVersionThatSparkIsMadeFor(String version) throws IOException {
    jdk(jdks, "one", version);
    assertEquals(version, taken());
  }

  @ParameterizedTest
  @CsvSource({
    "1.8.0_402, 'not a 17, 21 or 25'",
    "11.0.20, 'not a 17, 21 or 25'",
    "18.0.1, 'not a 17, 21 or 25'",
    "170, 'not a 17, 21 or 25'",
    "24.0.2, 'not a 17, 21 or 25'",
    "25, 'can corrupt data'",
    "25-ea, 'can corrupt data'",
    "25.0.1, 'can corrupt data'",
    "25.0.2.1, 'can corrupt data'",
    "26, 'not a 17, 21 or 25'"
  })
  void refusesOthersWithAReason(String version, String why) throws IOException {
    Path home = jdk(directory, "mine", version);
    Outcome outcome = launch("JAVA_HOME=" + home);
    assertEquals(78, outcome.exitCode());
    assertTrue(outcome.err().contains(home + ": " + version), outcome.err());
    assertTrue(outcome.err().contains(why), outcome.err());
    assertTrue(outcome.err().contains("set JAVA_HOME"), outcome.err());
  }

  @Test
  void saysThatThereIsNone() {
    Outcome outcome = launch();
    assertEquals(78, outcome.exitCode());
    assertTrue(outcome.err().contains("Found: none"), outcome.err());
  }

  @Test
  void takesWhatJavaHomeNamesBeforeAllOthers() throws IOException {
    jdk(jdks, "older", "17.0.1");
    assertEquals("21.0.8", taken("JAVA_HOME=" + jdk(directory, "mine", "21.0.8")));
  }

  @Test
  void takesAnotherWhereJavaHomeNamesNoneThatSuits() throws IOException {
    jdk(jdks, "newer", "21.0.8");
    assertEquals("21.0.8", taken("JAVA_HOME=" + jdk(directory, "mine", "11.0.20")));
    assertEquals("21.0.8", taken("JAVA_HOME=" + directory.resolve("nowhere")));
  }

  @Test
  void takesTheJavaOfThePathBeforeWhatLiesAbout() throws IOException {
    jdk(jdks, "older", "17.0.1");
    Path home = jdk(directory, "mine", "21.0.8");
    Files.createSymbolicLink(directory.resolve("alternative"), home.resolve("bin/java"));
    Files.createSymbolicLink(tools.resolve("java"), directory.resolve("alternative"));
    assertEquals("21.0.8", taken());
  }

  @Test
  void asksAJavaThatChoosesOneWhereItIs() throws IOException {
    Path home = jdk(directory, "chosen", "21.0.8");
    Path shim = tools.resolve("java");
    Files.writeString(shim, "#!/bin/sh\necho '    java.home = " + home + "' >&2\n");
    assertTrue(shim.toFile().setExecutable(true));
    assertEquals("21.0.8", taken());
  }

  @Test
  void takesTheOldestThatSuitsOfThoseThatLieAbout() throws IOException {
    jdk(jdks, "a", "11.0.20");
    jdk(jdks, "b", "25.0.3");
    jdk(jdks, "c", "21.0.8");
    assertEquals("21.0.8", taken());
    jdk(jdks.resolve("mac.jdk"), "Contents/Home", "17.0.15");
    assertEquals("17.0.15", taken());
  }

  @Test
  void asksAJdkThatHasNoFileAboutItself() throws IOException {
    Path home = jdk(jdks, "silent", "17.0.15");
    Files.delete(home.resolve("release"));
    assertEquals("17.0.15", taken());
  }

  @Test
  void givesEachJvmTheOptionsThatItKnows() throws IOException {
    Path old = jdk(directory, "old", "17.0.15");
    Path middle = jdk(directory, "middle", "21.0.8");
    Path late = jdk(directory, "late", "25.0.3");
    for (Path home : List.of(old, middle)) {
      String said = launch("JAVA_HOME=" + home).done();
      assertTrue(said.contains("java.base/sun.security.action="), said);
      assertFalse(said.contains("--sun-misc-unsafe-memory-access"), said);
      assertFalse(said.contains("--enable-native-access"), said);
    }
    String said = launch("JAVA_HOME=" + late).done();
    assertFalse(said.contains("sun.security.action"), said);
    assertTrue(said.contains("--sun-misc-unsafe-memory-access=allow"), said);
    assertTrue(said.contains("--enable-native-access=ALL-UNNAMED"), said);
  }

  @Test
  void keepsClassesForEachJdkOnItsOwn() throws IOException {
    Path one = jdk(directory, "one", "17.0.15");
    Path same = jdk(directory, "same", "17.0.15");
    launch("JAVA_HOME=" + one).done();
    launch("JAVA_HOME=" + same).done();
    try (Stream<Path> files = Files.list(directory.resolve("project/jobs/target"))) {
      assertEquals(2, files.filter(file -> file.toString().endsWith(".jsa")).count());
    }
    String said = launch("JAVA_HOME=" + one).done();
    assertTrue(said.contains("-XX:SharedArchiveFile=" + directory + "/project/jobs/target"), said);
    assertTrue(said.contains("one.jsa"), said);
  }

  @Test
  void startsThroughLinks() throws IOException {
    jdk(jdks, "one", "17.0.15");
    Path link = Files.createDirectories(directory.resolve("elsewhere/bin")).resolve("bill");
    Files.createSymbolicLink(link, Path.of("../../project/lakebill"));
    Path twice = Files.createSymbolicLink(directory.resolve("again"), link);
    launcher = twice;
    assertEquals("17.0.15", taken());
  }

  private String taken(String... environment) {
    return launch(environment).done().lines().findFirst().orElseThrow();
  }

  private Outcome launch(String... environment) {
    List<String> words = new ArrayList<>(List.of("/usr/bin/env", "-i", "PATH=" + tools));
    words.add("LAKEBILL_JDKS=" + directory.resolve("not there") + ":" + jdks);
    words.addAll(List.of(environment));
    words.addAll(List.of("bash", launcher.toString(), "--version"));
    return Subprocess.run(words);
  }

  /** A JDK that says its version and what it was given, and keeps classes where it is told to. */
  private static Path jdk(Path place, String name, String version) throws IOException {
    Path home = place.resolve(name);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        """
        #!/bin/bash
        if [[ $* == -version ]]; then echo 'openjdk version "%1$s" 2026-01-01' >&2; exit; fi
        for option; do
          [[ $option != -XX:ArchiveClassesAtExit=* ]] || : >"${option#*=}"
        done
        echo '%1$s'
        echo "$*"
        """
            .formatted(version));
    assertTrue(java.toFile().setExecutable(true));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
