package io.lakebill.jobs.document;

/** What documents are written as. The same document always gives the same bytes. */
public interface DocumentFormat {

  /** How its files end, without the dot. */
  String extension();

  /** One document as a file, or why it cannot be one. */
  Rendering render(BillingDocument document);
}
