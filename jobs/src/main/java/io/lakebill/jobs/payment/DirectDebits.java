package io.lakebill.jobs.payment;

import io.lakebill.schemas.account.Party;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * SEPA direct debits as {@code pain.008.001.08}, with structured addresses. Names have the letters
 * that every bank takes (EPC217-08): accents are taken off, what else there is becomes a full stop.
 */
final class DirectDebits {

  private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08";

  private static final int NAME = 70;
  private static final int SHORT = 35;
  private static final int POSTAL_CODE = 16;
  private static final int TEXT = 140;

  private static final Pattern ACCENTS = Pattern.compile("\\p{M}");
  private static final Pattern OTHERS = Pattern.compile("[^A-Za-z0-9/?:().,'+ -]");

  private static final Map<Character, String> PLAIN =
      Map.of(
          'ß', "ss", 'Ł', "L", 'ł', "l", 'Ø', "O", 'ø', "o", 'Æ', "AE", 'æ', "ae", 'Đ', "D", 'đ',
          "d", 'œ', "oe");

  private static final int DATE = 10;

  /** Debits of one seller on one day. */
  private record Batch(Collection.Creditor seller, LocalDate day) {}

  private final XMLStreamWriter xml;

  private DirectDebits(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** Why it cannot be debited; empty if it can. */
  static Optional<String> whyNot(Collection one) {
    if (!one.currency().equals("EUR")) {
      return Optional.of("direct debits are in EUR, it is in " + one.currency());
    }
    if (one.debit().mandate().isEmpty()) {
      return Optional.of("account %s has no mandate".formatted(one.account()));
    }
    if (one.seller().iban() == null || one.seller().id() == null) {
      return Optional.of(
          "its seller, %s, has no iban or no creditor_id".formatted(one.seller().name()));
    }
    return Optional.empty();
  }

  static String document(List<Collection> collections) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      new DirectDebits(xml).write(collections);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private void write(List<Collection> collections) throws XMLStreamException {
    Map<Batch, List<Collection>> batches =
        collections.stream()
            .collect(
                Collectors.groupingBy(
                    one -> new Batch(one.seller(), one.collectOn()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    String run = collections.get(0).runId();
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("Document");
    xml.writeDefaultNamespace(NAMESPACE);
    xml.writeStartElement("CstmrDrctDbtInitn");
    xml.writeStartElement("GrpHdr");
    put("MsgId", run);
    put("CreDtTm", run.substring(0, DATE) + "T00:00:00");
    sums(collections);
    xml.writeStartElement("InitgPty");
    put("Nm", latin(collections.get(0).seller().name(), NAME));
    xml.writeEndElement();
    xml.writeEndElement();
    int number = 0;
    for (Map.Entry<Batch, List<Collection>> batch : batches.entrySet()) {
      number++;
      write(run + "-" + number, batch.getKey(), batch.getValue());
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
  }

  private void write(String id, Batch batch, List<Collection> collections)
      throws XMLStreamException {
    xml.writeStartElement("PmtInf");
    put("PmtInfId", id);
    put("PmtMtd", "DD");
    sums(collections);
    xml.writeStartElement("PmtTpInf");
    code("SvcLvl", "SEPA");
    code("LclInstrm", "CORE");
    put("SeqTp", "RCUR");
    xml.writeEndElement();
    put("ReqdColltnDt", batch.day().toString());
    party("Cdtr", batch.seller().name(), batch.seller().party());
    account("CdtrAcct", batch.seller().iban());
    bank("CdtrAgt", batch.seller().bic());
    put("ChrgBr", "SLEV");
    creditor(batch.seller().id());
    for (Collection one : collections) {
      debit(one);
    }
    xml.writeEndElement();
  }

  private void creditor(String id) throws XMLStreamException {
    xml.writeStartElement("CdtrSchmeId");
    xml.writeStartElement("Id");
    xml.writeStartElement("PrvtId");
    xml.writeStartElement("Othr");
    put("Id", latin(id, SHORT));
    xml.writeStartElement("SchmeNm");
    put("Prtry", "SEPA");
    for (int open = 0; open < 5; open++) {
      xml.writeEndElement();
    }
  }

  private void debit(Collection one) throws XMLStreamException {
    xml.writeStartElement("DrctDbtTxInf");
    xml.writeStartElement("PmtId");
    put("EndToEndId", one.reference());
    xml.writeEndElement();
    xml.writeStartElement("InstdAmt");
    xml.writeAttribute("Ccy", one.currency());
    xml.writeCharacters(plain(one.amount()));
    xml.writeEndElement();
    xml.writeStartElement("DrctDbtTx");
    xml.writeStartElement("MndtRltdInf");
    put("MndtId", latin(one.debit().mandateId(), SHORT));
    put("DtOfSgntr", one.debit().mandateDate().toString());
    xml.writeEndElement();
    xml.writeEndElement();
    bank("DbtrAgt", one.debit().bic());
    party("Dbtr", one.accountName(), one.buyer());
    account("DbtrAcct", one.debit().iban());
    xml.writeStartElement("RmtInf");
    put("Ustrd", latin(one.number(), TEXT));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void sums(List<Collection> collections) throws XMLStreamException {
    put("NbOfTxs", String.valueOf(collections.size()));
    put(
        "CtrlSum",
        plain(
            collections.stream().map(Collection::amount).reduce(BigDecimal.ZERO, BigDecimal::add)));
  }

  /** A town and a country are what banks want of an address; without both it is left out. */
  private void party(String element, String name, Party party) throws XMLStreamException {
    xml.writeStartElement(element);
    put("Nm", latin(name, NAME));
    if (party.city() != null && party.country() != null) {
      xml.writeStartElement("PstlAdr");
      if (party.address() != null) {
        put("StrtNm", latin(party.address(), NAME));
      }
      if (party.postalCode() != null) {
        put("PstCd", latin(party.postalCode(), POSTAL_CODE));
      }
      put("TwnNm", latin(party.city(), SHORT));
      put("Ctry", party.country());
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void account(String element, String iban) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeStartElement("Id");
    put("IBAN", iban);
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void bank(String element, String bic) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeStartElement("FinInstnId");
    if (bic == null) {
      xml.writeStartElement("Othr");
      put("Id", "NOTPROVIDED");
      xml.writeEndElement();
    } else {
      put("BICFI", bic);
    }
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void code(String element, String code) throws XMLStreamException {
    xml.writeStartElement(element);
    put("Cd", code);
    xml.writeEndElement();
  }

  private void put(String element, String text) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static String plain(BigDecimal amount) {
    return amount.setScale(2).toPlainString();
  }

  /** Letters that are none with an accent. */
  private static String whole(String text) {
    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      whole.append(PLAIN.getOrDefault(letter, String.valueOf(letter)));
    }
    return whole.toString();
  }

  /** In the letters of every bank, no longer than that. */
  static String latin(String text, int most) {
    String plain =
        ACCENTS.matcher(Normalizer.normalize(whole(text), Normalizer.Form.NFKD)).replaceAll("");
    String known = OTHERS.matcher(plain).replaceAll(".").strip();
    return known.length() > most ? known.substring(0, most).strip() : known;
  }
}
