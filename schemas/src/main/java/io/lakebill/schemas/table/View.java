package io.lakebill.schemas.table;

import java.util.List;
import java.util.Locale;

/**
 * Questions that are asked so often that they have a name: {@code sql} and {@code extract} answer
 * them like tables. The resource {@code /views/<name>.sql} holds what each asks and, before it,
 * what its columns mean.
 */
public enum View {
  INVOICE_STATUS,
  INVOICE_NUMBERS,
  CONTROL_EVIDENCE;

  /** The name people query it by. */
  public String viewName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The tables that it asks. */
  public List<Table> tables() {
    return switch (this) {
      case INVOICE_STATUS -> List.of(Table.INVOICES, Table.INVOICE_EVENTS);
      case INVOICE_NUMBERS -> List.of(Table.INVOICES);
      case CONTROL_EVIDENCE -> List.of(Table.BILLING_RUNS, Table.PERIOD_CLOSINGS);
    };
  }

  /** The question, over its tables by name. */
  public String sql() {
    return Resource.text("/views/" + viewName() + ".sql");
  }
}
