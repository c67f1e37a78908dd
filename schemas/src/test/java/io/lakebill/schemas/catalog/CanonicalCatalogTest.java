package io.lakebill.schemas.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebill.schemas.document.CanonicalJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanonicalCatalogTest {

  private static final Catalog CATALOG = Catalogs.full();

  @TempDir Path directory;

  @Test
  void readsBackWhatItWrote() {
    Catalog again = CatalogReader.fromJson(CATALOG.toJson());

    assertEquals(CATALOG, again);
    assertEquals(CATALOG.toJson(), again.toJson());
    assertEquals(CATALOG.hash(), again.hash());
  }

  @RepeatedTest(20)
  void hasTheSameHashWhateverTheOrderOfKeys(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    String shuffled = shuffled(CanonicalJson.read(CATALOG.toJson()), random).toString();

    Catalog again = CatalogReader.fromJson(shuffled);

    assertNotEquals(CATALOG.toJson(), shuffled);
    assertEquals(CATALOG, again);
    assertEquals(CATALOG.hash(), again.hash());
  }

  @Test
  void hasTheSameHashWhateverTheWritingOfNumbersAndTheOrderOfMeters() {
    Catalog one =
        Catalogs.of(
            directory,
            """
            meters:
              - { id: a, event_name: a, aggregation: count }
              - { id: b, event_name: b, aggregation: count, conversion: { factor: "100" } }
            plans: [{ id: p, currency: USD, cadence: annual, minimum: "10" }]
            """);
    Catalog other =
        Catalogs.of(
            directory,
            """
            plans: [{ id: p, status: active, cadence: annual, currency: USD, minimum: "010.00" }]
            meters:
              - { id: b, event_name: b, aggregation: count, conversion: { factor: "100.0", rounding: none } }
              - { id: a, name: a, event_name: a, aggregation: count, hidden: false }
            """);

    assertEquals(one, other);
    assertEquals(one.hash(), other.hash());
  }

  @Test
  void hasAnotherHashWhenACapChanges() {
    Catalog other = Catalogs.of(directory, Catalogs.fullText().replace("\"500.00\"", "\"600.00\""));

    assertNotEquals(CATALOG.hash(), other.hash());
  }

  @Test
  void hashesToSha256InHex() {
    assertTrue(CATALOG.hash().matches("[0-9a-f]{64}"), CATALOG::hash);
  }

  @Test
  void travelsToOtherProcesses() throws IOException, ClassNotFoundException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(CATALOG);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(CATALOG, in.readObject());
    }
  }

  /** Lists keep their order, which can have a meaning; names of fields do not. */
  private static JsonNode shuffled(JsonNode value, Random random) {
    if (value.isObject()) {
      List<String> names = new ArrayList<>();
      value.fieldNames().forEachRemaining(names::add);
      Collections.shuffle(names, random);
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      names.forEach(name -> object.set(name, shuffled(value.get(name), random)));
      return object;
    }
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      value.forEach(entry -> array.add(shuffled(entry, random)));
      return array;
    }
    return value;
  }
}
