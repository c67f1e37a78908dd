package io.lakebill.jobs.document.pdf;

import io.lakebill.jobs.document.XmlText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;

/**
 * Makes pages what archives keep: PDF/A-3 (ISO 19005-3), level B, with the e-invoice that says the
 * same as a file inside. What the metadata say of the document is what its information says.
 */
final class ArchivedPages {

  private static final String E_INVOICE = "factur-x.xml";
  private static final String METADATA = "/documents/factur-x.xmp";

  private final PDDocument pdf;
  private final PDDocumentInformation information;

  /** Pages that are whole, with all the information there is. */
  ArchivedPages(PDDocument pdf) {
    this.pdf = pdf;
    this.information = pdf.getDocumentInformation();
  }

  void enclose(byte[] invoice) throws IOException {
    pdf.setVersion(1.7f);
    metadata();
    colours();
    attach(invoice);
  }

  private void metadata() throws IOException {
    String text;
    try (InputStream in = ArchivedPages.class.getResourceAsStream(METADATA)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    PDMetadata metadata = new PDMetadata(pdf);
    metadata.importXMPMetadata(
        text.replace("{producer}", escaped(information.getProducer()))
            .replace("{time}", information.getCreationDate().toInstant().toString())
            .replace("{title}", escaped(information.getTitle()))
            .getBytes(StandardCharsets.UTF_8));
    pdf.getDocumentCatalog().setMetadata(metadata);
  }

  private static String escaped(String text) {
    return XmlText.of(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void colours() throws IOException {
    PDOutputIntent intent =
        new PDOutputIntent(pdf, new ByteArrayInputStream(StandardRgb.profile()));
    intent.setInfo("sRGB IEC61966-2.1");
    intent.setOutputCondition("sRGB IEC61966-2.1");
    intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
    intent.setRegistryName("http://www.color.org");
    pdf.getDocumentCatalog().setOutputIntents(List.of(intent));
  }

  private void attach(byte[] invoice) throws IOException {
    Calendar made = information.getCreationDate();
    PDEmbeddedFile content =
        new PDEmbeddedFile(pdf, new ByteArrayInputStream(invoice), COSName.FLATE_DECODE);
    content.setSubtype("text/xml");
    content.setSize(invoice.length);
    content.setCreationDate(made);
    content.setModDate(made);
    PDComplexFileSpecification file = new PDComplexFileSpecification();
    file.setFile(E_INVOICE);
    file.setFileUnicode(E_INVOICE);
    file.setFileDescription("The invoice, as EN 16931 has it");
    file.setEmbeddedFile(content);
    file.setEmbeddedFileUnicode(content);
    file.getCOSObject().setName(COSName.getPDFName("AFRelationship"), "Alternative");
    PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
    files.setNames(Map.of(E_INVOICE, file));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(pdf.getDocumentCatalog());
    names.setEmbeddedFiles(files);
    pdf.getDocumentCatalog().setNames(names);
    COSArray associated = new COSArray();
    associated.add(file);
    pdf.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), associated);
  }
}
