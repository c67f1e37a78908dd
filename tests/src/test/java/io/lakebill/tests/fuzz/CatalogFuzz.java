package io.lakebill.tests.fuzz;

import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CatalogReader;
import io.lakebill.schemas.document.InvalidDocuments;
import java.nio.charset.StandardCharsets;

/**
 * Whatever a catalog says, it is {@link InvalidDocuments} or a catalog, which is then the same
 * after it was written and read again.
 */
public final class CatalogFuzz {

  private CatalogFuzz() {}

  /** One try; the name is the one that Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    Catalog catalog;
    try {
      catalog = CatalogReader.parse(text.startsWith("{") ? "catalog.json" : "catalog.yaml", text);
    } catch (InvalidDocuments refused) {
      Refusal.check(refused);
      return;
    }
    if (!CatalogReader.fromJson(catalog.toJson()).equals(catalog)) {
      throw new IllegalStateException("another catalog when read again: " + catalog.toJson());
    }
  }
}
