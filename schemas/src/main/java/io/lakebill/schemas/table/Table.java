package io.lakebill.schemas.table;

import java.util.Locale;

/**
 * The tables of a lake. The resource {@code /tables/<name>.sql} holds each table's columns and what
 * they mean; it is the contract that jobs and readers keep.
 */
public enum Table {
  EVENTS(Kind.INPUT),
  WITHDRAWN_EVENTS(Kind.INPUT),
  REJECTED_EVENTS(Kind.INPUT),
  LANDINGS(Kind.INPUT),
  ERASURES(Kind.INPUT),
  SELLERS(Kind.INPUT),
  ACCOUNTS(Kind.INPUT),
  ACCOUNT_KEYS(Kind.INPUT),
  USERS(Kind.INPUT),
  SUBSCRIPTIONS(Kind.INPUT),
  PLAN_CHANGES(Kind.INPUT),
  COUNTERS(Kind.INPUT),
  OBJECTS(Kind.INPUT),
  CREDIT_GRANTS(Kind.INPUT),
  COMMITMENTS(Kind.INPUT),
  EXCHANGE_RATES(Kind.INPUT),
  TAX_RATES(Kind.INPUT),
  PRICE_ADJUSTMENTS(Kind.INPUT),
  QUANTITIES(Kind.INPUT),
  INVOICE_REQUESTS(Kind.INPUT),
  PAYMENTS(Kind.INPUT),
  PERIOD_CLOSINGS(Kind.INPUT),
  CATALOG_VERSIONS(Kind.INPUT),
  USAGE_STATE(Kind.STATE),
  EVENT_COUNTS(Kind.STATE),
  SEEN_VALUES(Kind.STATE),
  UNMATCHED_EVENTS(Kind.GOLD),
  USAGE(Kind.GOLD),
  USAGE_DAILY(Kind.GOLD),
  CHARGES(Kind.GOLD),
  FINALIZED_PERIODS(Kind.GOLD),
  BILLED_TIME(Kind.GOLD),
  BILLED_EVENTS(Kind.GOLD),
  DRAFT_INVOICES(Kind.GOLD),
  DRAFT_INVOICE_LINES(Kind.GOLD),
  INVOICES(Kind.GOLD),
  INVOICE_LINES(Kind.GOLD),
  INVOICE_EVENTS(Kind.GOLD),
  CREDIT_LEDGER(Kind.GOLD),
  PAYMENT_EXPORT(Kind.GOLD),
  USAGE_STATS(Kind.GOLD),
  EVENT_LEDGER(Kind.GOLD),
  BILLING_ISSUES(Kind.GOLD),
  BILLING_RUNS(Kind.GOLD);

  /** Who writes a table. */
  public enum Kind {
    /** Written as things arrive: events, accounts, catalogs. */
    INPUT,
    /** What a run leaves for the next one to fold new events into. */
    STATE,
    /** Computed by a run and seen by readers once the run is published; any Delta reader can. */
    GOLD
  }

  private static final String LOCATION = "${location}";

  private final Kind kind;

  Table(Kind kind) {
    this.kind = kind;
  }

  /** Whether the table is input to runs, their result, or what lies between. */
  public Kind kind() {
    return kind;
  }

  /** The name people query it by, which is also its folder in the lake. */
  public String tableName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The table of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Table named(String tableName) {
    return valueOf(tableName.toUpperCase(Locale.ROOT));
  }

  /** The statement that creates the table at a path or URI unless it is there. */
  public String ddl(String location) {
    return template().replace(LOCATION, location.replace("`", "``"));
  }

  private String template() {
    return Resource.text("/tables/" + tableName() + ".sql");
  }
}
