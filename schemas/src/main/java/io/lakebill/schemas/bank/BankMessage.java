package io.lakebill.schemas.bank;

import io.lakebill.schemas.document.InvalidDocuments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A file of camt.054, and that it is one. */
final class BankMessage {

  private static final Pattern NAMESPACE =
      Pattern.compile("urn:iso:std:iso:20022:tech:xsd:([a-z]{4}\\.[0-9]{3})\\.001\\.([0-9]{2})");

  private static final String READ = "camt.054";

  private static final List<String> VERSIONS =
      IntStream.rangeClosed(2, 8).mapToObj("%02d"::formatted).toList();

  private static final Map<String, String> OTHERS =
      Map.of(
          "camt.052", "a report of an account during the day",
          "camt.053", "a statement of an account",
          "pain.001", "an order to pay",
          "pain.002", "a report of the state of orders",
          "pain.008", "an order to debit");

  private BankMessage() {}

  /**
   * The notification in a file.
   *
   * @throws InvalidDocuments if it is not one, or in a version that is not known
   */
  static XmlNode read(Path file) {
    XmlNode document = XmlTree.read(file);
    Matcher known = NAMESPACE.matcher(document.namespace());
    if (!known.matches()) {
      throw InvalidDocuments.of(
          file.toString(),
          "is no message of ISO 20022: its namespace is '%s'; payments are read from %s.001.%s to %s"
              .formatted(
                  document.namespace(), READ, VERSIONS.get(0), VERSIONS.get(VERSIONS.size() - 1)));
    }
    String message = known.group(1);
    if (!message.equals(READ)) {
      throw InvalidDocuments.of(
          file.toString(),
          "is %s%s; payments are read from %s, what a bank tells of single bookings"
              .formatted(
                  message, OTHERS.containsKey(message) ? ", " + OTHERS.get(message) : "", READ));
    }
    if (!VERSIONS.contains(known.group(2))) {
      throw InvalidDocuments.of(
          file.toString(),
          "is version %s of %s; known are %s"
              .formatted(known.group(2), READ, String.join(", ", VERSIONS)));
    }
    return document
        .at("BkToCstmrDbtCdtNtfctn")
        .orElseThrow(
            () -> InvalidDocuments.of(file.toString(), "has no element BkToCstmrDbtCdtNtfctn"));
  }
}
