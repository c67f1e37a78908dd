package io.lakebill.schemas.catalog;

import io.lakebill.pricing.money.PricingUnit;
import io.lakebill.schemas.document.Document;
import io.lakebill.schemas.document.DocumentReader;
import io.lakebill.schemas.document.DocumentSchema;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads catalogs. A catalog is returned only when nothing is wrong with it; otherwise {@link
 * InvalidDocuments} lists everything that is, first against the JSON Schema, then across documents.
 */
public final class CatalogReader {

  private static final DocumentSchema SCHEMA = DocumentSchema.named("catalog");

  private CatalogReader() {}

  /** Reads a YAML or JSON file, or all those in a directory as one catalog. */
  public static Catalog read(Path fileOrDirectory) {
    Problems problems = new Problems();
    List<Document> documents = new ArrayList<>();
    for (Path file : DocumentReader.files(fileOrDirectory)) {
      try {
        documents.add(DocumentReader.read(file));
      } catch (InvalidDocuments e) {
        e.problems().forEach(problems::add);
      }
    }
    problems.refuse();
    return assemble(documents, problems);
  }

  /** Reads what {@link Catalog#toJson} wrote. */
  public static Catalog fromJson(String json) {
    return parse("catalog.json", json);
  }

  /** Reads text; the file's name says which format it is. */
  public static Catalog parse(String file, String text) {
    return assemble(List.of(DocumentReader.parse(file, text)), new Problems());
  }

  private static Catalog assemble(List<Document> documents, Problems problems) {
    documents.forEach(document -> SCHEMA.check(document.element(), problems));
    CatalogIndex index = CatalogIndex.of(documents, problems);
    CatalogChecks.check(index, problems);

    MeterReader meterReader = new MeterReader(problems);
    List<Meter> meters = meterReader.meters(index);
    List<Entitlement> entitlements = meterReader.entitlements(index);
    List<PricingUnit> units = pricingUnits(index, problems);
    List<Product> products = products(index, units, problems);
    List<Plan> plans = new PlanReader(meters, units, products, problems).plans(index);
    problems.refuse();
    return new Catalog(meters, entitlements, units, products, plans);
  }

  private static List<Product> products(
      CatalogIndex index, List<PricingUnit> units, Problems problems) {
    return index.products().values().stream()
        .flatMap(product -> problems.map(product, at -> product(at, units)).stream())
        .toList();
  }

  private static Product product(Element product, List<PricingUnit> units) {
    String id = product.required("id");
    return new Product(
        id,
        product.text("name").orElse(id),
        product.text("unit").map(code -> unit(code, units)).orElse(null));
  }

  /** A pricing unit of the catalog, or else a currency. */
  private static PricingUnit unit(String code, List<PricingUnit> units) {
    return units.stream()
        .filter(unit -> unit.code().equals(code))
        .findFirst()
        .orElseGet(() -> PricingUnit.currency(code));
  }

  private static List<PricingUnit> pricingUnits(CatalogIndex index, Problems problems) {
    return index.pricingUnits().values().stream()
        .flatMap(
            unit ->
                problems
                    .map(
                        unit,
                        at -> PricingUnit.custom(at.required("id"), at.integer("decimals", 2)))
                    .stream())
        .toList();
  }
}
