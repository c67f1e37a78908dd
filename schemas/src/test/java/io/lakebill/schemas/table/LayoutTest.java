package io.lakebill.schemas.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {

  /** Lakes have the columns of the newest layout; other columns are another layout. */
  @Test
  void theTablesAreDeclaredAsTheNewestLayoutHasThem() throws IOException {
    String declared = Layout.declared().text();

    assertEquals(
        text(Layout.NEWEST),
        declared,
        () ->
            """
            The columns of tables have changed. Lakes with those of layout %d are about, so:
            save the text below as schemas/src/main/resources/layouts/%d.txt, set Layout.NEWEST,
            write a statement for each table that cannot take its rows as they are, and keep a lake
            of layout %1$d with the tests (jobs/README.md, "Layouts").

            %s"""
                .formatted(Layout.NEWEST, Layout.NEWEST + 1, declared));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void aLayoutIsReadAsItIsWritten(int number) throws IOException {
    assertEquals(text(number), Layout.numbered(number).text());
  }

  @Test
  void layoutsAreNumberedWithoutGap() {
    for (int number = 1; number <= Layout.NEWEST; number++) {
      assertEquals(number, Layout.numbered(number).number());
      if (number > 1) {
        assertFalse(
            Layout.numbered(number).tables().equals(Layout.numbered(number - 1).tables()),
            "layout " + number + " is that before it");
      }
    }
    assertThrows(IllegalArgumentException.class, () -> Layout.numbered(Layout.NEWEST + 1));
  }

  @Test
  void aDeclarationIsItsColumnsWithoutComments() {
    Layout.Columns columns =
        Layout.declared(
            """
            -- One row is one thing.
            CREATE TABLE IF NOT EXISTS delta.`x` (
              id STRING NOT NULL COMMENT 'The thing''s id, with a comma',
              parts ARRAY<STRUCT<
                name: STRING COMMENT 'A part',
                share: DECIMAL(28, 4) COMMENT 'Its share'
              >> NOT NULL COMMENT 'What it is made of',
              day DATE COMMENT 'When'
            )
            USING DELTA
            PARTITIONED BY (day)
            TBLPROPERTIES ('delta.enableDeletionVectors' = 'false')
            """);

    assertEquals(Optional.of("day"), columns.partition());
    assertEquals(
        "id STRING NOT NULL, parts ARRAY<STRUCT<name: STRING, share: DECIMAL(28, 4)>> NOT NULL, day DATE",
        columns.ddl());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a STRING NOT NULL               | true
          a STRING                        | true
          a STRING NOT NULL, b INT        | true
          a STRING NOT NULL, b INT NOT NULL | false
          b INT, a STRING NOT NULL        | false
          a INT NOT NULL                  | false
          c STRING NOT NULL               | false
          """)
  void rowsStayAsTheyAreWhereColumnsThatMayBeNullComeLast(String later, boolean areTaken) {
    assertEquals(
        areTaken, columns(later).takesRowsOf(columns("a STRING NOT NULL")), "rows of " + later);
  }

  @Test
  void rowsDoNotStayWhereAColumnIsGoneOrPartitionsAreOthers() {
    assertFalse(columns("a STRING").takesRowsOf(columns("a STRING, b INT")));
    assertFalse(columns("a STRING NOT NULL").takesRowsOf(columns("a STRING")));
    assertFalse(
        columns("a STRING")
            .takesRowsOf(new Layout.Columns(Optional.of("a"), columns("a STRING").columns())));
    assertTrue(columns("a STRING").takesRowsOf(columns("a STRING")));
  }

  private static Layout.Columns columns(String text) {
    List<Layout.Column> columns =
        List.of(text.split(", ", -1)).stream()
            .map(
                column ->
                    new Layout.Column(
                        column.split(" ", -1)[0],
                        column.split(" ", -1)[1],
                        column.endsWith("NOT NULL")))
            .toList();
    return new Layout.Columns(Optional.empty(), columns);
  }

  private static String text(int number) throws IOException {
    try (InputStream in = Layout.class.getResourceAsStream("/layouts/" + number + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
