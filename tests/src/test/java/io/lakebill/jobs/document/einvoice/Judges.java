package io.lakebill.jobs.document.einvoice;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmDestination;
import net.sf.saxon.s9api.XdmItem;
import net.sf.saxon.s9api.XsltExecutable;
import net.sf.saxon.s9api.XsltTransformer;
import org.xml.sax.SAXException;

/** What an e-invoice has to pass: the schema of UBL, the rules of EN 16931 and those of Peppol. */
final class Judges {

  private static final String RULES = "/external/schematron/openpeppol/2026.5/xslt/";
  private static final Processor SAXON = new Processor(false);
  private static final List<XsltExecutable> SHEETS =
      Stream.of("CEN-EN16931-UBL.xslt", "PEPPOL-EN16931-UBL.xslt").map(Judges::sheet).toList();
  private static final Schema INVOICE = schema("Invoice");
  private static final Schema CREDIT_NOTE = schema("CreditNote");

  private Judges() {}

  /** What they object to, warnings aside. */
  static List<String> objections(byte[] document, boolean isCreditNote) {
    List<String> objections = new ArrayList<>();
    try {
      (isCreditNote ? CREDIT_NOTE : INVOICE)
          .newValidator()
          .validate(new StreamSource(new ByteArrayInputStream(document)));
    } catch (SAXException e) {
      objections.add(e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SHEETS.forEach(sheet -> objections.addAll(fatal(sheet, document)));
    return objections;
  }

  private static List<String> fatal(XsltExecutable sheet, byte[] document) {
    try {
      XsltTransformer transformer = sheet.load();
      XdmDestination report = new XdmDestination();
      transformer.setSource(new StreamSource(new ByteArrayInputStream(document)));
      transformer.setDestination(report);
      transformer.transform();
      List<String> found = new ArrayList<>();
      for (XdmItem failed :
          SAXON
              .newXPathCompiler()
              .evaluate(
                  "//*:failed-assert[@flag='fatal']/concat(@location, ' ', .)",
                  report.getXdmNode())) {
        found.add(failed.getStringValue());
      }
      return found;
    } catch (SaxonApiException e) {
      throw new IllegalStateException(e);
    }
  }

  private static XsltExecutable sheet(String name) {
    try {
      return SAXON.newXsltCompiler().compile(new StreamSource(resource(RULES + name).toString()));
    } catch (SaxonApiException e) {
      throw new IllegalStateException("cannot read the rules " + name, e);
    }
  }

  private static Schema schema(String type) {
    try {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(
              new Source[] {
                source("/schemas/CCTS_CCT_SchemaModule.xsd"),
                source("/schemas/xmldsig-core-schema.xsd"),
                source("/external/schemas/ubl21/maindoc/UBL-" + type + "-2.1.xsd")
              });
    } catch (SAXException e) {
      throw new IllegalStateException("cannot read the schema of " + type, e);
    }
  }

  private static Source source(String name) {
    return new StreamSource(resource(name).toString());
  }

  private static URL resource(String name) {
    return Judges.class.getResource(name);
  }
}
