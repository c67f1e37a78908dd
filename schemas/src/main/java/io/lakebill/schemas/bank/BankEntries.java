package io.lakebill.schemas.bank;

import io.lakebill.schemas.document.Decimals;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The booked transactions of a notification. What an entry comes to is what its transactions come
 * to; an entry that says of less than it booked is refused, for what is missing would be in no
 * invoice.
 */
final class BankEntries {

  private static final int DATE = 10;

  private final String file;
  private final String message;
  private final List<BankTransaction> booked = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private int entries;
  private int pending;

  private BankEntries(String file, String message) {
    this.file = file;
    this.message = message;
  }

  /**
   * Reads a file.
   *
   * @throws InvalidDocuments with all that is wrong in it
   */
  static BankEntries read(Path file) {
    XmlNode notification = BankMessage.read(file);
    BankEntries read =
        new BankEntries(file.toString(), notification.text("GrpHdr/MsgId").orElse(""));
    if (read.message.isEmpty()) {
      throw InvalidDocuments.of(read.file, "its message has no id (GrpHdr/MsgId)");
    }
    notification.all("Ntfctn/Ntry").forEach(read::entry);
    if (!read.problems.isEmpty()) {
      throw new InvalidDocuments(read.problems);
    }
    return read;
  }

  /** In the order of the file. */
  List<BankTransaction> booked() {
    return List.copyOf(booked);
  }

  /** How many entries are not booked yet. */
  int pending() {
    return pending;
  }

  /** What is wrong with an entry. */
  private static final class BadEntry extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadEntry(String message) {
      super(message);
    }
  }

  private void entry(XmlNode entry) {
    entries++;
    String status = entry.text("Sts/Cd").or(() -> entry.text("Sts")).orElse("");
    if (!status.equals("BOOK")) {
      pending++;
      return;
    }
    String reference =
        entry.text("NtryRef").or(() -> entry.text("AcctSvcrRef")).orElse("#" + entries);
    try {
      List<XmlNode> details = entry.all("NtryDtls/TxDtls");
      requireAll(entry, details);
      List<BankTransaction> transactions = new ArrayList<>();
      for (XmlNode one : details.isEmpty() ? List.of(entry) : details) {
        transactions.add(transaction(entry, reference, one, details.size()));
      }
      requireSum(entry, transactions);
      booked.addAll(transactions);
    } catch (BadEntry | NumberFormatException | DateTimeException e) {
      problems.add(new Problem(file, entry.line(), "entry " + reference, e.getMessage()));
    }
  }

  private static void requireAll(XmlNode entry, List<XmlNode> details) {
    int told =
        entry.texts("NtryDtls/Btch/NbOfTxs").stream()
            .map(Decimals::parse)
            .mapToInt(BigDecimal::intValue)
            .sum();
    boolean isUncounted = told == 0 && details.isEmpty() && entry.at("NtryDtls/Btch").isPresent();
    boolean isOneWithoutDetails = told == 1 && details.isEmpty();
    if (isUncounted || (told > details.size() && !isOneWithoutDetails)) {
      throw new BadEntry(
          "is a batch of %s transactions, of which the file has %d; ask the bank for the details of batches"
              .formatted(told == 0 ? "several" : String.valueOf(told), details.size()));
    }
  }

  private static void requireSum(XmlNode entry, List<BankTransaction> transactions) {
    XmlNode amount = entry.at("Amt").orElseThrow();
    boolean isPlain =
        entry.at("Chrgs").isEmpty()
            && transactions.stream()
                .allMatch(
                    one -> one.charges().signum() == 0 && one.currency().equals(amount.currency()));
    BigDecimal booked = isCredit(entry) ? amount(amount) : amount(amount).negate();
    BigDecimal sum =
        transactions.stream()
            .map(one -> one.isCredit() ? one.amount() : one.amount().negate())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (isPlain && sum.compareTo(booked) != 0) {
      throw new BadEntry(
          "books %s %s, but its transactions come to %s"
              .formatted(booked.toPlainString(), amount.currency(), sum.toPlainString()));
    }
  }

  private BankTransaction transaction(XmlNode entry, String reference, XmlNode one, int details) {
    boolean isAlone = details <= 1;
    boolean isCredit = isCredit(one.at("CdtDbtInd").isPresent() ? one : entry);
    XmlNode booked =
        one.at("Amt")
            .or(() -> one.at("AmtDtls/TxAmt/Amt"))
            .or(() -> isAlone ? entry.at("Amt") : Optional.empty())
            .orElseThrow(() -> new BadEntry("has a transaction without an amount"));
    Charges charges =
        Charges.of(one.at("Chrgs").isPresent() || !isAlone ? one : entry, booked.currency());
    String returned = one.text("RtrInf/Rsn/Cd").or(() -> one.text("RtrInf/Rsn/Prtry")).orElse(null);
    return new BankTransaction(
        one.line(),
        id(reference, details == 0 ? Optional.empty() : Optional.of(one)),
        isCredit,
        one.at("RtrInf").isPresent()
            || entry
                .text("RvslInd")
                .filter(told -> told.equals("true") || told.equals("1"))
                .isPresent(),
        charges.before(amount(booked), isCredit, one.at("AmtDtls/InstdAmt/Amt")),
        booked.currency(),
        charges.amount(),
        charges.currency(),
        date(entry),
        named(one),
        Optional.ofNullable(returned),
        text(entry, one, isAlone));
  }

  private String id(String reference, Optional<XmlNode> details) {
    Optional<String> own =
        details.flatMap(
            one ->
                Stream.of("AcctSvcrRef", "TxId", "EndToEndId")
                    .flatMap(name -> one.text("Refs/" + name).stream())
                    .filter(text -> !text.equals("NOTPROVIDED"))
                    .findFirst());
    String id = message + "/" + reference + own.map(text -> "/" + text).orElse("");
    int times = ids.merge(id, 1, Integer::sum);
    return times == 1 ? id : id + "/" + times;
  }

  private static List<List<String>> named(XmlNode one) {
    return List.of(
        one.texts("Refs/EndToEndId"),
        Stream.of("CdtrRefInf/Ref", "RfrdDocInf/Nb")
            .flatMap(path -> one.texts("RmtInf/Strd/" + path).stream())
            .toList(),
        List.of(String.join(" ", one.texts("RmtInf/Ustrd"))),
        Stream.of("AddtlTxInf", "AddtlNtryInf").flatMap(path -> one.texts(path).stream()).toList());
  }

  private static String text(XmlNode entry, XmlNode one, boolean isAlone) {
    List<String> texts = new ArrayList<>(one.texts("RmtInf/Ustrd"));
    texts.addAll(one.texts("RmtInf/Strd/CdtrRefInf/Ref"));
    texts.addAll(one.texts("RtrInf/AddtlInf"));
    texts.addAll(one.texts("AddtlTxInf"));
    if (isAlone) {
      texts.addAll(entry.texts("AddtlNtryInf"));
    }
    return String.join(" ", texts);
  }

  private static LocalDate date(XmlNode entry) {
    return Stream.of("BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm")
        .flatMap(path -> entry.text(path).stream())
        .map(text -> LocalDate.parse(text.substring(0, Math.min(DATE, text.length()))))
        .findFirst()
        .orElseThrow(() -> new BadEntry("has neither a booking date nor a value date"));
  }

  private static boolean isCredit(XmlNode node) {
    String told = node.text("CdtDbtInd").orElse("");
    if (!told.equals("CRDT") && !told.equals("DBIT")) {
      throw new BadEntry("is neither CRDT nor DBIT: '%s'".formatted(told));
    }
    return told.equals("CRDT");
  }

  /** A decimal number as XML has it, never negative in these messages. */
  static BigDecimal amount(XmlNode amount) {
    String text = amount.text().replaceFirst("^[+]", "").replaceFirst("^[.]", "0.");
    return Decimals.parse(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
  }
}
