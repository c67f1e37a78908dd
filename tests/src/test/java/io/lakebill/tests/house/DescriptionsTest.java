package io.lakebill.tests.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that others use says what it is: public types, tables, columns. */
class DescriptionsTest {

  private static final Path PROJECT = Path.of(System.getProperty("lakebill.project"));

  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^\\s*public (static |final |abstract |sealed |non-sealed )*(class|record|enum|interface) .*");

  private static final Pattern COLUMN = Pattern.compile("^  [a-z_]+ [A-Z].*");

  @ParameterizedTest
  @ValueSource(strings = {"pricing", "schemas", "jobs", "airflow", "tests"})
  void everyPublicTypeIsDescribed(String module) throws IOException {
    List<String> silent = new ArrayList<>();
    try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        silent.addAll(undescribed(Files.readAllLines(file), file.getFileName().toString()));
      }
    }
    assertEquals(List.of(), silent);
  }

  @ParameterizedTest
  @EnumSource(Table.class)
  void everyTableAndColumnIsDescribed(Table table) {
    String ddl = table.ddl("/lake/" + table.tableName());
    assertTrue(ddl.startsWith("-- "), () -> table + " does not say what it is");
    assertEquals(
        List.of(),
        ddl.lines()
            .filter(line -> COLUMN.matcher(line).matches())
            .filter(line -> !line.contains("COMMENT '") && !line.endsWith("STRUCT<"))
            .toList());
  }

  @Test
  void everyPackageOfJobsIsDescribed() throws IOException {
    List<Path> silent = new ArrayList<>();
    Path jobs = PROJECT.resolve("jobs/src/main/java/io/lakebill/jobs");
    try (Stream<Path> packages = Files.list(jobs).filter(Files::isDirectory)) {
      packages
          .filter(path -> !Files.exists(path.resolve("package-info.java")))
          .forEach(silent::add);
    }
    assertEquals(List.of(), silent);
  }

  private static List<String> undescribed(List<String> lines, String file) {
    List<String> silent = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (PUBLIC_TYPE.matcher(lines.get(i)).matches() && !isDescribed(lines, i)) {
        silent.add(file + ":" + (i + 1));
      }
    }
    return silent;
  }

  /** Annotations may stand between a description and its type. */
  private static boolean isDescribed(List<String> lines, int type) {
    for (int i = type - 1; i >= 0; i--) {
      String line = lines.get(i).strip();
      if (line.endsWith("*/")) {
        return true;
      }
      if (line.isEmpty() || (line.endsWith("}") && !line.startsWith("})")) || line.endsWith(";")) {
        return false;
      }
    }
    return false;
  }
}
