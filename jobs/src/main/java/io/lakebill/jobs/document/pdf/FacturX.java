package io.lakebill.jobs.document.pdf;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.DocumentFormat;
import io.lakebill.jobs.document.Rendering;
import io.lakebill.jobs.document.einvoice.CiiDocuments;
import io.lakebill.jobs.document.page.Language;
import java.util.Optional;

/**
 * Pages that people read with the e-invoice inside that machines read, Factur-X 1.0 or ZUGFeRD 2,
 * profile EN 16931. Both are made of one record, so they say the same figures. What cannot be an
 * e-invoice is refused.
 */
public final class FacturX implements DocumentFormat {

  private final CiiDocuments invoices = new CiiDocuments();
  private final PdfPages pages;

  /** Pages that are drawn with fonts. */
  public FacturX(Optional<Language> language, Fonts fonts) {
    this.pages = new PdfPages(language, fonts);
  }

  @Override
  public String extension() {
    return "facturx.pdf";
  }

  @Override
  public Rendering render(BillingDocument document) {
    Rendering invoice = invoices.render(document);
    return invoice instanceof Rendering.Done done
        ? pages.drawn(document, pdf -> new ArchivedPages(pdf).enclose(done.content()))
        : invoice;
  }
}
