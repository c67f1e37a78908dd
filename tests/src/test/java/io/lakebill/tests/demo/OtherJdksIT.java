package io.lakebill.tests.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lakebill.tests.fixture.BusinessRows;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.Subprocess;
import io.lakebill.tests.fixture.TestLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Five nights come to the same rows on every JDK; what the launcher tells apart is a test of its
 * own.
 */
@ExtendWith(SparkExtension.class)
@Tag("long")
class OtherJdksIT {

  private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  @ParameterizedTest
  @ValueSource(ints = {17, 21, 25})
  void billsTheSame(int feature) {
    Optional<Path> home = home(feature);
    assumeTrue(home.isPresent(), "skipped: LAKEBILL_JDKS lists no place with a JDK " + feature);
    TestLake lake = TestLake.at(Scratch.directory("demo-on-" + feature));

    Subprocess.run(Subprocess.lakebillOn(home.orElseThrow(), feature, lake, "demo")).done();

    Map<String, List<String>> rows = BusinessRows.withState(lake);
    assertFalse(rows.get("invoices").isEmpty());
    BusinessRows.assertSame(BusinessRows.withState(DemoLake.get()), rows);
  }

  private static Optional<Path> home(int feature) {
    String places = System.getenv().getOrDefault("LAKEBILL_JDKS", "/usr/lib/jvm");
    return Stream.of(places.split(":"))
        .map(Path::of)
        .filter(Files::isDirectory)
        .flatMap(OtherJdksIT::entries)
        .filter(home -> Files.isExecutable(home.resolve("bin/java")) && is(feature, home))
        .findFirst();
  }

  private static Stream<Path> entries(Path place) {
    try (Stream<Path> entries = Files.list(place)) {
      return entries.sorted().toList().stream();
    } catch (IOException e) {
      throw new IllegalStateException("cannot list " + place, e);
    }
  }

  private static boolean is(int feature, Path home) {
    try {
      Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
      return version.find() && version.group(1).equals(String.valueOf(feature));
    } catch (IOException e) {
      return false;
    }
  }
}
