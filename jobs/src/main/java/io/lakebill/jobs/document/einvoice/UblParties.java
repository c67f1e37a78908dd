package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.Party;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Who sells and who buys, in UBL. */
final class UblParties {

  private final Ubl ubl;

  UblParties(Ubl ubl) {
    this.ubl = ubl;
  }

  /**
   * A party.
   *
   * @param element such as {@code AccountingSupplierParty}
   * @param saysTax whether its tax number may be said: not where nothing is subject to tax
   */
  void write(String element, Party party, boolean saysTax) throws XMLStreamException {
    Addresses electronic = Addresses.of(party).orElseThrow();
    ubl.a(
        element,
        () ->
            ubl.a(
                "Party",
                () -> {
                  ubl.b("EndpointID", electronic.address(), "schemeID", electronic.scheme());
                  ubl.a("PartyName", () -> ubl.b("Name", party.name()));
                  ubl.a("PostalAddress", () -> address(party));
                  Optional<String> vat = Addresses.vatNumber(party).filter(id -> saysTax);
                  if (vat.isPresent()) {
                    ubl.a(
                        "PartyTaxScheme",
                        () -> {
                          ubl.b("CompanyID", vat.get());
                          ubl.a("TaxScheme", () -> ubl.b("ID", "VAT"));
                        });
                  }
                  ubl.a("PartyLegalEntity", () -> legal(party, vat.isPresent()));
                  if (party.contact().isPresent()) {
                    ubl.a("Contact", () -> contact(party.contact().get()));
                  }
                }));
  }

  /**
   * A seller has to be known by a number of some kind; where no VAT number may be said, by this.
   */
  private void legal(Party party, boolean isKnown) throws XMLStreamException {
    ubl.b("RegistrationName", party.name());
    if (!isKnown && party.taxId().isPresent()) {
      ubl.b("CompanyID", party.taxId().get());
    }
  }

  private void contact(Party.Contact contact) throws XMLStreamException {
    ubl.b("Name", contact.name());
    ubl.b("Telephone", contact.phone());
    ubl.b("ElectronicMail", contact.email());
  }

  private void address(Party party) throws XMLStreamException {
    if (party.address().isPresent()) {
      ubl.b("StreetName", party.address().get());
    }
    if (party.city().isPresent()) {
      ubl.b("CityName", party.city().get());
    }
    if (party.postalCode().isPresent()) {
      ubl.b("PostalZone", party.postalCode().get());
    }
    ubl.a("Country", () -> ubl.b("IdentificationCode", party.country().orElseThrow()));
  }
}
