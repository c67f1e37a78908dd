package io.lakebill.schemas.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.UnpricedUsageException;
import io.lakebill.pricing.model.Usage;
import io.lakebill.pricing.model.WindowedPricing;
import io.lakebill.schemas.document.CanonicalJson;
import io.lakebill.schemas.document.InvalidDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Law 6 over catalogs that are made from the JSON Schema: a field that is added there and forgotten
 * in a reader or in the writer fails here.
 */
class CatalogRoundTripTest {

  private static final int LEAST = 30;
  private static final int MOST = 200;

  /**
   * What the schema lets stand and the reader refuses, because two things contradict each other.
   */
  private static final Pattern REFUSED =
      Pattern.compile(
          String.join(
              "|",
              // Which of its cells, or which money, would be free?
              ".*price<(matrix|percentage)>[.]included_units",
              // Windows have no events.
              ".*price<(per_window|window_maximum)>[.]price<percentage>[.](fixed_amount|free_events|event_minimum|event_maximum)"));

  /** What the written form says elsewhere: in the price, and in each profile. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          String.join(
              "|",
              "plans\\[\\][.]charges\\[\\]<usage>[.](included_units|minimum|cap)",
              "meters\\[\\][.](filter|where.*)",
              // An earlier name of per_window.
              "plans.*[.]price<window_maximum>.*",
              // What plans say with their template.
              "plan_templates.*",
              "plans\\[\\][.]extends",
              "plans\\[\\][.]ramps\\[\\][.]charges\\[\\][.]minimum"));

  private static final Set<String> READ = new TreeSet<>();
  private static final Set<String> WRITTEN = new TreeSet<>();
  private static final List<String> DIFFERENT = new ArrayList<>();
  private static Set<String> all;

  @BeforeAll
  static void writeAndReadBack() throws IOException {
    JsonNode schema;
    try (InputStream in = CatalogReader.class.getResourceAsStream("/schema/catalog.schema.json")) {
      schema = new ObjectMapper().readTree(in);
    }
    RandomCatalogs catalogs = new RandomCatalogs(schema, 18);
    all = catalogs.walk.paths();
    Set<String> missing = new TreeSet<>(all);
    missing.removeIf(path -> REFUSED.matcher(path).matches());
    for (int i = 0; i < LEAST || (i < MOST && !missing.isEmpty()); i++) {
      catalogs.walk.prefer(OtherwiseWritten.origins(missing));
      JsonNode document = catalogs.next();
      Random random = new Random(i);
      JsonNode dated = OtherwiseWritten.withPriceVersions(document, random);
      JsonNode changed = OtherwiseWritten.withHistory(dated, random);
      Catalog earlier = CatalogReader.fromJson(changed.toString());
      difference(earlier, earlier.toJson(), i).ifPresent(what -> DIFFERENT.add(what + changed));
      for (JsonNode one : List.of(document, dated)) {
        Catalog catalog = CatalogReader.fromJson(one.toString());
        String written = catalog.toJson();
        difference(catalog, written, i).ifPresent(what -> DIFFERENT.add(what + ": " + one));
        READ.addAll(catalogs.walk.pathsOf(one));
        WRITTEN.addAll(catalogs.walk.pathsOf(CanonicalJson.read(written)));
        JsonNode extending = OtherwiseWritten.withTemplate(one);
        READ.addAll(catalogs.walk.pathsOf(extending));
        for (JsonNode same :
            List.of(extending, OtherwiseWritten.withSomeInATemplate(one, random))) {
          if (!CatalogReader.fromJson(same.toString()).equals(catalog)) {
            DIFFERENT.add("another catalog with a template: " + same);
          }
        }
      }
      missing.removeIf(
          path ->
              READ.contains(path) && (WRITTEN.contains(path) || ELSEWHERE.matcher(path).matches()));
    }
  }

  @Test
  void whatIsWrittenIsReadBackAndCostsTheSame() {
    assertEquals(List.of(), DIFFERENT);
  }

  @Test
  void everyFieldOfTheSchemaWasThereAndNoOtherIsRefused() {
    Set<String> missing = new TreeSet<>(all);
    missing.removeAll(READ);
    missing.removeIf(path -> REFUSED.matcher(path).matches());
    assertEquals(Set.of(), missing);
    assertEquals(List.of(), READ.stream().filter(path -> REFUSED.matcher(path).matches()).toList());
  }

  @Test
  void everyFieldThatWasThereIsWritten() {
    Set<String> lost = new TreeSet<>(READ);
    lost.removeAll(WRITTEN);
    lost.removeIf(path -> ELSEWHERE.matcher(path).matches());
    assertEquals(Set.of(), lost);
  }

  private static Optional<String> difference(Catalog catalog, String written, int seed) {
    try {
      Catalog again = CatalogReader.fromJson(written);
      if (!catalog.equals(again) || !written.equals(again.toJson())) {
        return Optional.of("read back as another");
      }
      return amounts(catalog, seed).equals(amounts(again, seed))
          ? Optional.empty()
          : Optional.of("read back at another price");
    } catch (InvalidDocuments e) {
      return Optional.of(e.getMessage());
    }
  }

  /** What some usage costs at every price of the plans, ramps included, or why it has no price. */
  private static List<String> amounts(Catalog catalog, int seed) {
    Random random = new Random(seed);
    List<String> amounts = new ArrayList<>();
    for (Plan plan : catalog.plans().stream().flatMap(Plan::versions).toList()) {
      plan.charges().forEach(charge -> amounts.add(amount(charge, random)));
      plan.terms()
          .phases()
          .forEach(
              phase ->
                  phase.value().charges().forEach(charge -> amounts.add(amount(charge, random))));
    }
    return amounts;
  }

  private static String amount(PlanCharge charge, Random random) {
    if (charge instanceof UsageCharge usage) {
      return amount(usage.prices(), random);
    }
    return charge instanceof CountedCharge counted ? amount(counted.prices(), random) : "";
  }

  private static String amount(PriceVersions prices, Random random) {
    return prices.versions().stream()
        .map(version -> version.from() + " " + amount(version.price(), random))
        .collect(Collectors.joining("; "));
  }

  private static String amount(Price price, Random random) {
    BigDecimal quantity = BigDecimal.valueOf(random.nextInt(2_000_000), random.nextInt(4));
    List<String> values = new ArrayList<>();
    for (String name : price.model().dimensions()) {
      values.add(name.equals(WindowedPricing.HOUR) ? "" + random.nextInt(24) : "eu");
    }
    try {
      Usage usage =
          new Usage(
              Map.of(values, quantity),
              Map.of(values, price.model().events(List.of(BigDecimal.TEN, quantity))));
      return price.charge(usage).toString();
    } catch (UnpricedUsageException | IllegalArgumentException | ArithmeticException e) {
      return e.getMessage();
    }
  }
}
