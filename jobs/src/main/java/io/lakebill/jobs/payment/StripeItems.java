package io.lakebill.jobs.payment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Invoice items of Stripe's API: a line has what {@code POST /v1/invoiceitems} takes, and the key
 * for its header {@code Idempotency-Key}. The customer is the one of the account's keys that Stripe
 * gave it.
 */
final class StripeItems {

  /**
   * In which Stripe counts hundredths, though ISO 4217 has none (its documentation of currencies).
   */
  private static final Set<String> COUNTED_IN_HUNDREDTHS = Set.of("ISK", "UGX");

  /** With three decimals, of which Stripe wants the last to be 0. */
  private static final Set<String> THREE_DECIMALS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

  /** Stripe takes at most eight digits. */
  private static final long LARGEST = 99_999_999;

  private static final int TEN = 10;
  private static final int HUNDRED = 100;

  private static final ObjectMapper JSON = new ObjectMapper();

  private StripeItems() {}

  /** Why Stripe does not take it; empty if it does. */
  static Optional<String> whyNot(Collection one) {
    if (one.stripeCustomer() == null) {
      return Optional.of(
          "account %s has not one key that Stripe gave it, such as cus_NffrFeUfNV2Hib"
              .formatted(one.account()));
    }
    if (THREE_DECIMALS.contains(one.currency()) && one.minorUnits() % TEN != 0) {
      return Optional.of(
          "Stripe takes %s in steps of 0.010, not %s"
              .formatted(one.currency(), one.amount().toPlainString()));
    }
    return amount(one) > LARGEST
        ? Optional.of("Stripe takes at most eight digits, not %d".formatted(amount(one)))
        : Optional.empty();
  }

  static String lines(List<Collection> collections) {
    StringBuilder lines = new StringBuilder();
    collections.forEach(one -> lines.append(line(one)).append('\n'));
    return lines.toString();
  }

  private static String line(Collection one) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("customer", one.stripeCustomer());
    item.put("amount", amount(one));
    item.put("currency", one.currency().toLowerCase(Locale.ROOT));
    item.put("description", "Invoice " + one.number());
    item.put("metadata", Map.of("invoice_id", one.invoiceId()));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("idempotency_key", one.key());
    line.put("invoice_item", item);
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long amount(Collection one) {
    return COUNTED_IN_HUNDREDTHS.contains(one.currency())
        ? Math.multiplyExact(one.minorUnits(), HUNDRED)
        : one.minorUnits();
  }
}
