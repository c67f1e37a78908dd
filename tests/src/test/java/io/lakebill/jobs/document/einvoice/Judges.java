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

/**
 * What an e-invoice has to pass: the schemas of UBL and CII, the rules of EN 16931 and, for UBL,
 * those of Peppol.
 */
final class Judges {

  private static final String PEPPOL = "/external/schematron/openpeppol/2026.5/xslt/";
  private static final Processor SAXON = new Processor(false);
  private static final List<XsltExecutable> UBL_RULES =
      List.of(sheet(PEPPOL + "CEN-EN16931-UBL.xslt"), sheet(PEPPOL + "PEPPOL-EN16931-UBL.xslt"));
  private static final List<XsltExecutable> CII_RULES =
      List.of(sheet("/external/schematron/1.3.16/cii/EN16931-CII-validation.xslt"));
  private static final Schema INVOICE = ubl("Invoice");
  private static final Schema CREDIT_NOTE = ubl("CreditNote");
  private static final Schema CII =
      schema("/external/schemas/d16b/data/standard/CrossIndustryInvoice_100pD16B.xsd");

  private Judges() {}

  /** What they object to in UBL, warnings aside. */
  static List<String> ofUbl(byte[] document, boolean isCreditNote) {
    return objections(document, isCreditNote ? CREDIT_NOTE : INVOICE, UBL_RULES);
  }

  /** What they object to in CII, warnings aside. */
  static List<String> ofCii(byte[] document) {
    return objections(document, CII, CII_RULES);
  }

  private static List<String> objections(
      byte[] document, Schema schema, List<XsltExecutable> rules) {
    List<String> objections = new ArrayList<>();
    try {
      schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
    } catch (SAXException e) {
      objections.add(e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rules.forEach(sheet -> objections.addAll(fatal(sheet, document)));
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
      return SAXON.newXsltCompiler().compile(new StreamSource(resource(name).toString()));
    } catch (SaxonApiException e) {
      throw new IllegalStateException("cannot read the rules " + name, e);
    }
  }

  private static Schema ubl(String type) {
    return schema(
        "/schemas/CCTS_CCT_SchemaModule.xsd",
        "/schemas/xmldsig-core-schema.xsd",
        "/external/schemas/ubl21/maindoc/UBL-" + type + "-2.1.xsd");
  }

  private static Schema schema(String... names) {
    try {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
          .newSchema(
              Stream.of(names)
                  .map(name -> new StreamSource(resource(name).toString()))
                  .toArray(Source[]::new));
    } catch (SAXException e) {
      throw new IllegalStateException("cannot read the schemas " + List.of(names), e);
    }
  }

  private static URL resource(String name) {
    return Judges.class.getResource(name);
  }
}
