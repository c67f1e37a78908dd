package io.lakebill.jobs.invoice;

import io.lakebill.pricing.credit.BurnDown;
import io.lakebill.pricing.credit.GrantBalance;
import io.lakebill.pricing.invoice.UnitBalance;
import io.lakebill.pricing.money.Money;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.document.Sha256;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All that an account is invoiced, of everything that is not billed for good: its drafts in the
 * order in which they draw on its credits, and what that does to the credits. One computation for
 * one account; no other account is looked at.
 *
 * @param charges of the account, in any order
 * @param asOf decides which of the drafts are due
 * @param mostDue so many may be due at once
 */
record AccountDrafts(
    BillableAccount account,
    List<ChargedPeriod> charges,
    Catalog catalog,
    LocalDate asOf,
    long mostDue) {

  private static final int ID_LENGTH = 32;

  /** The drafts by billing date, and then as {@link InvoiceKey} orders them. */
  List<DraftInvoice> drafts() {
    Map<InvoiceKey, List<ChargedPeriod>> byKey = new TreeMap<>();
    for (ChargedPeriod charge : charges) {
      byKey.computeIfAbsent(charge.key(), any -> new ArrayList<>()).add(charge);
    }
    Map<String, GrantBalance> balances = new LinkedHashMap<>();
    account.grants().forEach(kept -> balances.put(kept.grant().id(), kept.balance()));
    List<DraftInvoice> wanted = new ArrayList<>();
    byKey.forEach(
        (key, charged) -> {
          List<GrantBalance> left = List.copyOf(balances.values());
          DraftInvoice draft =
              new DraftAssembly(key, charged, account.terms(), catalog).draft(left);
          if (draft.isWanted(asOf)) {
            wanted.add(draft);
            burns(draft).forEach(burned -> burn(burned, balances));
          }
        });
    long due = wanted.stream().filter(draft -> draft.isDueOn(asOf)).count();
    return wanted.stream().map(draft -> draft.judged(asOf, due, mostDue)).toList();
  }

  /** The id that the draft's invoice will have: another one if its date was invoiced before. */
  String invoiceId(InvoiceKey key) {
    return Sha256.of(
            "%s|%s|%s|%d|%s|%d"
                .formatted(
                    key.seller(),
                    account.id(),
                    key.currency(),
                    key.paymentTermsDays(),
                    key.billingDate(),
                    account.earlier().getOrDefault(key, 0L)))
        .substring(0, ID_LENGTH);
  }

  /** What the ledger is told: what the drafts that are due burn, and what became of the grants. */
  List<CreditEntries.Entry> entries(List<DraftInvoice> drafts) {
    Map<Boolean, List<DraftInvoice>> byDue =
        drafts.stream()
            .collect(Collectors.partitioningBy(draft -> draft.state(asOf).equals("due")));
    List<DraftInvoice> due = byDue.get(true);
    List<CreditEntries.Entry> entries = new ArrayList<>();
    for (KeptGrant kept : account.grants()) {
      Money burned = burnedBy(due, kept.grant().id(), kept.granted());
      boolean isWaitedFor =
          byDue.get(false).stream()
              .anyMatch(draft -> draft.hasEarnedBefore(kept.grant().expiry().orElse(asOf)));
      entries.addAll(CreditEntries.settled(kept, burned, asOf, isWaitedFor));
    }
    due.forEach(draft -> entries.addAll(CreditEntries.burned(draft, invoiceId(draft.key()))));
    return entries;
  }

  private static Money burnedBy(List<DraftInvoice> due, String grant, Money zero) {
    return due.stream()
        .flatMap(draft -> burns(draft).stream())
        .filter(burned -> burned.unit().equals(zero.currency()))
        .map(burned -> burned.usedOf(grant))
        .reduce(Money.zero(zero.currency()), Money::plus);
  }

  private static List<BurnDown> burns(DraftInvoice draft) {
    List<BurnDown> burns = new ArrayList<>();
    draft.invoice().units().stream().map(UnitBalance::credits).forEach(burns::add);
    burns.add(draft.invoice().discounts());
    burns.add(draft.invoice().payments());
    return burns;
  }

  private static void burn(BurnDown burned, Map<String, GrantBalance> balances) {
    burned.after().forEach(after -> balances.put(after.grant().id(), after));
  }
}
