package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.Party;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Who sells and who buys, in CII. */
final class CiiParties {

  private final Cii cii;

  CiiParties(Cii cii) {
    this.cii = cii;
  }

  /**
   * A party.
   *
   * @param element such as {@code SellerTradeParty}
   * @param saysTax whether its tax number may be said: not where nothing is subject to tax
   */
  void write(String element, Party party, boolean saysTax) throws XMLStreamException {
    cii.a(element, () -> content(party, Addresses.vatNumber(party).filter(id -> saysTax)));
  }

  private void content(Party party, Optional<String> vat) throws XMLStreamException {
    cii.b("Name", party.name());
    // A seller has to be known by a number of some kind; where no VAT number may be said, by this.
    if (vat.isEmpty() && party.taxId().isPresent()) {
      cii.a("SpecifiedLegalOrganization", () -> cii.b("ID", party.taxId().get()));
    }
    if (party.contact().isPresent()) {
      cii.a("DefinedTradeContact", () -> contact(party.contact().get()));
    }
    cii.a("PostalTradeAddress", () -> address(party));
    Optional<Addresses> electronic = Addresses.of(party);
    if (electronic.isPresent()) {
      cii.a(
          "URIUniversalCommunication",
          () -> cii.b("URIID", electronic.get().address(), "schemeID", electronic.get().scheme()));
    }
    if (vat.isPresent()) {
      cii.a("SpecifiedTaxRegistration", () -> cii.b("ID", vat.get(), "schemeID", "VA"));
    }
  }

  private void contact(Party.Contact contact) throws XMLStreamException {
    cii.b("PersonName", contact.name());
    cii.a("TelephoneUniversalCommunication", () -> cii.b("CompleteNumber", contact.phone()));
    cii.a("EmailURIUniversalCommunication", () -> cii.b("URIID", contact.email()));
  }

  private void address(Party party) throws XMLStreamException {
    if (party.postalCode().isPresent()) {
      cii.b("PostcodeCode", party.postalCode().get());
    }
    if (party.address().isPresent()) {
      cii.b("LineOne", party.address().get());
    }
    if (party.city().isPresent()) {
      cii.b("CityName", party.city().get());
    }
    cii.b("CountryID", party.country().orElseThrow());
  }
}
