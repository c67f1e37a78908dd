package io.lakebill.schemas.catalog;

import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.document.Document;
import io.lakebill.schemas.document.DocumentReader;
import io.lakebill.schemas.document.DocumentSchema;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.nio.file.Path;
import java.util.Optional;

/** A price as it stands in a catalog, in a document of its own; it names its currency. */
public final class PriceDocument {

  private static final DocumentSchema SCHEMA = DocumentSchema.named("catalog").part("quoted_price");

  private PriceDocument() {}

  /**
   * Reads a YAML or JSON file.
   *
   * @throws io.lakebill.schemas.document.InvalidDocuments listing everything that is wrong
   */
  public static Price read(Path file) {
    Document document = DocumentReader.read(file);
    Problems problems = new Problems();
    Element price = document.element();
    SCHEMA.check(price, problems);
    Optional<Price> read =
        price
            .at("currency")
            .flatMap(
                at -> problems.map(at, code -> PricingUnit.currency(code.text().orElseThrow())))
            .flatMap(
                currency -> new PriceReader(problems).price(price, Optional.empty(), currency));
    problems.refuse();
    return read.orElseThrow();
  }
}
