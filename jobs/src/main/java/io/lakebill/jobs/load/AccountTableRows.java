package io.lakebill.jobs.load;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.run.Lease;
import io.lakebill.jobs.run.RunFiles;
import io.lakebill.schemas.account.Account;
import io.lakebill.schemas.account.AccountKey;
import io.lakebill.schemas.account.AccountRow;
import io.lakebill.schemas.account.AccountUser;
import io.lakebill.schemas.account.AgreedAdjustment;
import io.lakebill.schemas.account.AgreedCommitment;
import io.lakebill.schemas.account.AgreedPlanChange;
import io.lakebill.schemas.account.BillableObject;
import io.lakebill.schemas.account.ChargeQuantity;
import io.lakebill.schemas.account.CommitmentFee;
import io.lakebill.schemas.account.CounterSetting;
import io.lakebill.schemas.account.DatedRate;
import io.lakebill.schemas.account.DatedTaxRate;
import io.lakebill.schemas.account.GrantRecurrence;
import io.lakebill.schemas.account.GrantedCredit;
import io.lakebill.schemas.account.InvoiceTerms;
import io.lakebill.schemas.account.Party;
import io.lakebill.schemas.account.RowKind;
import io.lakebill.schemas.account.Seller;
import io.lakebill.schemas.account.Subscription;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Documents as rows of one table. A row that is new, or another from now on, is marked with the
 * runs so far where its table has a {@code since_token}: what they finalized was billed without it.
 */
final class AccountTableRows {

  private static final String SINCE = "since_token";
  private static final String EARLIEST = "earliest_from";

  private final Map<String, Row> storedById = new HashMap<>();
  private final long now;

  private AccountTableRows(long now) {
    this.now = now;
  }

  /** Rows that replace those which the lake holds. */
  static AccountTableRows of(Lake lake, RowKind kind) {
    long now = new RunFiles(lake.root()).lease().map(Lease::token).orElse(0L);
    AccountTableRows rows = new AccountTableRows(now);
    boolean isMarked =
        Arrays.asList(lake.schema(AccountTables.table(kind)).fieldNames()).contains(SINCE);
    if (isMarked) {
      lake.read(AccountTables.table(kind))
          .collectAsList()
          .forEach(row -> rows.storedById.put(AccountTables.parse(kind, row).id(), row));
    }
    return rows;
  }

  Row row(AccountRow row) {
    return switch (row.kind()) {
      case SELLERS -> seller((Seller) row);
      case ACCOUNTS -> account((Account) row);
      case ACCOUNT_KEYS -> key((AccountKey) row);
      case USERS -> user((AccountUser) row);
      case SUBSCRIPTIONS -> subscription((Subscription) row);
      case PLAN_CHANGES -> planChange((AgreedPlanChange) row);
      case COUNTERS -> counter((CounterSetting) row);
      case OBJECTS -> object((BillableObject) row);
      case CREDIT_GRANTS -> credit((GrantedCredit) row);
      case COMMITMENTS -> commitment((AgreedCommitment) row);
      case EXCHANGE_RATES -> rate((DatedRate) row);
      case TAX_RATES -> tax((DatedTaxRate) row);
      case PRICE_ADJUSTMENTS -> adjustment((AgreedAdjustment) row);
      case QUANTITIES -> quantity((ChargeQuantity) row);
      case PAYMENTS -> throw new IllegalArgumentException("payments are added by ImportPayments");
    };
  }

  private static Row seller(Seller seller) {
    Party party = seller.party();
    return RowFactory.create(
        seller.sellerId(),
        seller.name(),
        seller.invoicePrefix(),
        party.country(),
        party.taxId(),
        party.address(),
        party.city(),
        party.postalCode(),
        seller.iban(),
        seller.bic(),
        seller.creditorId(),
        seller.contact().name(),
        seller.contact().phone(),
        seller.contact().email());
  }

  private static Row account(Account account) {
    Party party = account.party();
    InvoiceTerms terms = account.terms();
    return RowFactory.create(
        account.accountId(),
        account.name(),
        account.email(),
        account.timeZone().getId(),
        account.sellerId(),
        party.country(),
        party.taxId(),
        party.address(),
        party.city(),
        party.postalCode(),
        terms.currency(),
        terms.minimum(),
        lower(terms.treatment()),
        terms.taxReason(),
        terms.purchaseOrder(),
        account.paidBy(),
        account.language(),
        account.debit().iban(),
        account.debit().bic(),
        account.debit().mandateId(),
        account.debit().mandateDate());
  }

  private Row key(AccountKey key) {
    return RowFactory.create(key.key(), key.accountId(), key.subscriptionId(), since(key));
  }

  private Row user(AccountUser user) {
    return RowFactory.create(user.userId(), user.accountId(), user.name(), since(user));
  }

  private static Row subscription(Subscription subscription) {
    return RowFactory.create(
        subscription.subscriptionId(),
        subscription.accountId(),
        subscription.planId(),
        subscription.startDate(),
        subscription.endDate(),
        subscription.trialDays());
  }

  private static Row planChange(AgreedPlanChange change) {
    return RowFactory.create(
        change.subscriptionId(), change.planId(), change.date(), lower(change.timing()));
  }

  private Row counter(CounterSetting setting) {
    return RowFactory.create(
        setting.counter(),
        setting.accountId(),
        setting.subscriptionId(),
        setting.fromDate(),
        setting.quantity(),
        since(setting));
  }

  private Row object(BillableObject object) {
    Row stored = storedById.get(object.id());
    LocalDate before = stored == null ? object.activeFrom() : stored.getAs(EARLIEST);
    return RowFactory.create(
        object.objectId(),
        object.objectKind(),
        object.accountId(),
        object.subscriptionId(),
        object.activeFrom(),
        object.activeUntil(),
        before.isBefore(object.activeFrom()) ? before : object.activeFrom(),
        since(object));
  }

  private static Row credit(GrantedCredit credit) {
    GrantRecurrence recurrence = credit.recurrence();
    return RowFactory.create(
        credit.creditGrantId(),
        credit.accountId(),
        lower(credit.creditKind()),
        credit.amount(),
        credit.currency(),
        credit.priority(),
        credit.validFrom(),
        credit.validUntil(),
        credit.grantedAt(),
        credit.charges().toArray(String[]::new),
        credit.products().toArray(String[]::new),
        recurrence.every() == null ? null : lower(recurrence.every()),
        recurrence.rollover().signum() == 0 ? null : recurrence.rollover(),
        recurrence.voidFrom(),
        credit.percent());
  }

  private static Row commitment(AgreedCommitment commitment) {
    CommitmentFee fee = commitment.fee();
    return RowFactory.create(
        commitment.commitmentId(),
        commitment.accountId(),
        lower(commitment.commitmentKind()),
        commitment.amount(),
        fee.amount(),
        commitment.currency(),
        commitment.days().from(),
        commitment.days().until(),
        commitment.products().toArray(String[]::new),
        fee.every() == null ? null : lower(fee.every()),
        fee.installments(),
        commitment.tax(),
        commitment.overageFactor().orElse(null));
  }

  private static Row rate(DatedRate rate) {
    return RowFactory.create(rate.fromCurrency(), rate.toCurrency(), rate.date(), rate.rate());
  }

  private static Row tax(DatedTaxRate rate) {
    return RowFactory.create(
        rate.taxRateId(),
        rate.name(),
        rate.category().name(),
        rate.percent(),
        rate.country(),
        rate.validity().from(),
        rate.validity().until());
  }

  private static Row adjustment(AgreedAdjustment adjustment) {
    return RowFactory.create(
        adjustment.priceAdjustmentId(),
        adjustment.subscriptionId(),
        adjustment.chargeId(),
        lower(adjustment.adjustmentKind()),
        adjustment.value(),
        adjustment.validity().from(),
        adjustment.validity().until());
  }

  private static Row quantity(ChargeQuantity quantity) {
    return RowFactory.create(
        quantity.subscriptionId(), quantity.chargeId(), quantity.quantity(), quantity.fromDate());
  }

  /** Tables write in small letters what Java does in capitals. */
  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** What a user is called changes nothing of what is billed. */
  private static boolean isSame(AccountRow stored, AccountRow row) {
    if (stored instanceof AccountUser before && row instanceof AccountUser after) {
      return before.accountId().equals(after.accountId());
    }
    return stored.equals(row);
  }

  private long since(AccountRow row) {
    Row stored = storedById.get(row.id());
    return stored != null && isSame(AccountTables.parse(row.kind(), stored), row)
        ? stored.<Long>getAs(SINCE)
        : now;
  }
}
