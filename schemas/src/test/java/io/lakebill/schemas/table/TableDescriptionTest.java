package io.lakebill.schemas.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lakebill.schemas.table.TableDescription.Column;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TableDescriptionTest {

  @ParameterizedTest
  @EnumSource
  void saysAllThatTheDefinitionSays(Table table) {
    TableDescription described = TableDescription.of(table);

    assertTrue(described.summary().contains("One row"), described::summary);
    String ddl = table.ddl("");
    assertEquals(
        ddl.split(" COMMENT '", -1).length - 1, described.columns().size(), described::toString);
    described
        .columns()
        .forEach(column -> assertTrue(column.type().matches("[A-Za-z_(), 0-9<>:]+")));
  }

  @Test
  void readsTypesCommentsAndWhetherAValueMustBe() {
    List<Column> columns = TableDescription.of(Table.CHARGES).columns();

    assertTrue(
        columns.contains(
            new Column(
                "period_start",
                "DATE",
                true,
                "First day of the period charged for, in the account's time zone")));
    assertTrue(
        columns.contains(
            new Column(
                "held_reason",
                "STRING",
                false,
                "Why the charge cannot be billed; null when it can")));
  }

  @Test
  void namesTheFieldsOfAStructByTheirColumn() {
    List<Column> columns = TableDescription.of(Table.CHARGES).columns();

    assertTrue(
        columns.contains(
            new Column(
                "lines",
                "ARRAY<STRUCT>",
                true,
                "How the amount comes about; the lines' amounts add up to it")));
    assertTrue(
        columns.contains(
            new Column(
                "lines.label", "STRING", false, "Which part of the price: tier 1, region=eu")));
  }
}
