package io.lakebill.schemas.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableTest {

  private static final Pattern STATEMENT =
      Pattern.compile(
          "((?:-- .*\\n)+)CREATE TABLE IF NOT EXISTS delta\\.`(.*)` \\(\\n(.*)\\n\\)\\nUSING DELTA\\n(.*)",
          Pattern.DOTALL);
  private static final Pattern COLUMN =
      Pattern.compile(
          "([a-z][a-z0-9_]*) ([A-Z].*?)( NOT NULL)? COMMENT '((?:[^']|'')+)'", Pattern.DOTALL);
  private static final Pattern PARTITIONS = Pattern.compile("PARTITIONED BY \\(([a-z_, ]+)\\)");

  @ParameterizedTest
  @EnumSource
  void hasAHeaderThatSaysWhatOneRowIs(Table table) {
    String header = statement(table).group(1);

    assertTrue(header.contains("One row"), header);
  }

  @ParameterizedTest
  @EnumSource
  void describesEveryColumn(Table table) {
    List<String> columns = columns(table);

    assertFalse(columns.isEmpty());
    Set<String> names = new TreeSet<>();
    for (String column : columns) {
      Matcher matcher = COLUMN.matcher(column);
      assertTrue(matcher.matches(), () -> table + " has no comment or another form: " + column);
      assertTrue(names.add(matcher.group(1)), () -> table + " has two columns " + column);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isPartitionedByColumnsOfItsOwn(Table table) {
    List<String> names = columns(table).stream().map(c -> c.substring(0, c.indexOf(' '))).toList();

    Matcher partitions = PARTITIONS.matcher(statement(table).group(4));
    while (partitions.find()) {
      assertTrue(names.containsAll(List.of(partitions.group(1).split(", "))));
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasNoDeletionVectorsWhereOtherReadersLook(Table table) {
    boolean off = table.ddl("x").contains("'delta.enableDeletionVectors' = 'false'");

    assertEquals(table.kind() != Table.Kind.INPUT, off);
  }

  @Test
  void isCreatedWhereItIsWanted() {
    assertEquals("rejected_events", Table.REJECTED_EVENTS.tableName());
    assertTrue(Table.USAGE.ddl("/a lake/usage").contains("delta.`/a lake/usage` ("));
    assertTrue(Table.USAGE.ddl("/a`b/usage").contains("delta.`/a``b/usage` ("));
  }

  private static Matcher statement(Table table) {
    Matcher matcher = STATEMENT.matcher(table.ddl("/lake/" + table.tableName()));
    assertTrue(matcher.matches(), () -> table + " has another form than the rest");
    return matcher;
  }

  /** Splits at commas that are in no brackets and no text. */
  private static List<String> columns(Table table) {
    String body = statement(table).group(3);
    List<String> columns = new ArrayList<>();
    StringBuilder column = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      quoted ^= c == '\'';
      if (!quoted) {
        depth += "(<".indexOf(c) >= 0 ? 1 : ")>".indexOf(c) >= 0 ? -1 : 0;
      }
      if (c == ',' && depth == 0 && !quoted) {
        columns.add(column.toString().strip());
        column.setLength(0);
      } else {
        column.append(c);
      }
    }
    columns.add(column.toString().strip());
    return columns;
  }
}
