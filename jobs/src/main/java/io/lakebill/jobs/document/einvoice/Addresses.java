package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.Party;
import java.util.Map;
import java.util.Optional;

/**
 * Where a party is reached electronically: by its VAT number, under the scheme that Peppol has for
 * its country, or else by e-mail.
 *
 * @param scheme of the list of electronic address schemes
 */
record Addresses(String scheme, String address) {

  private static final Map<String, String> SCHEMES =
      Map.ofEntries(
          Map.entry("AT", "9914"),
          Map.entry("BE", "9925"),
          Map.entry("BG", "9926"),
          Map.entry("CH", "9927"),
          Map.entry("CY", "9928"),
          Map.entry("CZ", "9929"),
          Map.entry("DE", "9930"),
          Map.entry("EE", "9931"),
          Map.entry("GB", "9932"),
          Map.entry("EL", "9933"),
          Map.entry("ES", "9920"),
          Map.entry("FR", "9957"),
          Map.entry("HR", "9934"),
          Map.entry("HU", "9910"),
          Map.entry("IE", "9935"),
          Map.entry("LT", "9937"),
          Map.entry("LU", "9938"),
          Map.entry("LV", "9939"),
          Map.entry("MT", "9943"),
          Map.entry("NL", "9944"),
          Map.entry("PL", "9945"),
          Map.entry("PT", "9946"),
          Map.entry("RO", "9947"),
          Map.entry("SI", "9949"),
          Map.entry("SK", "9950"));

  /** The address of a party, if it has one. */
  static Optional<Addresses> of(Party party) {
    Optional<Addresses> byTax =
        vatNumber(party)
            .flatMap(
                number ->
                    Optional.ofNullable(SCHEMES.get(number.substring(0, 2)))
                        .map(scheme -> new Addresses(scheme, number)));
    return byTax.or(() -> party.email().map(email -> new Addresses("EM", email)));
  }

  /** The tax id, if it is a VAT number: it begins with its country. */
  static Optional<String> vatNumber(Party party) {
    return party
        .taxId()
        .map(id -> id.replace(" ", ""))
        .filter(id -> id.matches("[A-Z]{2}[A-Za-z0-9]+"))
        .filter(
            id ->
                party.country().map(country -> country.equals("GR") ? "EL" : country).stream()
                    .anyMatch(id::startsWith));
  }
}
