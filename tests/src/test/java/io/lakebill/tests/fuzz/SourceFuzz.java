package io.lakebill.tests.fuzz;

import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.source.Source;
import io.lakebill.schemas.source.SourceReader;
import java.nio.charset.StandardCharsets;

/** Whatever a source document says, it is a source or {@link InvalidDocuments}. */
public final class SourceFuzz {

  private SourceFuzz() {}

  /** One try; the name is the one that Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    try {
      Source source =
          SourceReader.parse(text.startsWith("{") ? "source.json" : "source.yaml", text);
      if (!source.generatesIds() && source.mappedPaths().findAny().isEmpty()) {
        throw new IllegalStateException("events without an id: " + source);
      }
    } catch (InvalidDocuments refused) {
      Refusal.check(refused);
    }
  }
}
