package io.lakebill.schemas.catalog;

import io.lakebill.schemas.document.InvalidDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Catalogs for tests. */
public final class Catalogs {

  private Catalogs() {}

  /** Every kind of meter, price and charge once; plans pro and starter. */
  public static Catalog full() {
    URL resource = Objects.requireNonNull(Catalogs.class.getResource("/catalog/full.yaml"));
    try {
      return CatalogReader.read(Path.of(resource.toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static String fullText() {
    try (InputStream in = Catalogs.class.getResourceAsStream("/catalog/full.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a catalog from text. */
  public static Catalog of(Path directory, String yaml) {
    try {
      return CatalogReader.read(Files.writeString(directory.resolve("catalog.yaml"), yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with a catalog, without the directory it is in. */
  static List<String> problems(Path directory, String yaml) {
    try {
      of(directory, yaml);
      return List.of();
    } catch (InvalidDocuments e) {
      return e.problems().stream()
          .map(problem -> problem.toString().replace(directory + "/", ""))
          .toList();
    }
  }
}
