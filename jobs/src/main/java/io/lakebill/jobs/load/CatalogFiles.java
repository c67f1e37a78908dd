package io.lakebill.jobs.load;

import io.lakebill.jobs.meter.priced.FilterChecks;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CatalogReader;
import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import java.nio.file.Path;
import java.util.List;

/** Reads catalogs and checks what only Spark's parser can: the SQL of their filters. */
public final class CatalogFiles {

  private CatalogFiles() {}

  /**
   * Reads a file, or all documents of a directory.
   *
   * @throws InvalidDocuments with everything that is wrong
   */
  public static Catalog read(Path catalog) {
    Catalog read = CatalogReader.read(catalog);
    List<Problem> problems = FilterChecks.check(catalog, read);
    if (!problems.isEmpty()) {
      throw new InvalidDocuments(problems);
    }
    return read;
  }
}
