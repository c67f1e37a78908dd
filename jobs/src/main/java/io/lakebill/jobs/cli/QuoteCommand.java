package io.lakebill.jobs.cli;

import io.lakebill.jobs.quote.ChargeView;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.Events;
import io.lakebill.pricing.model.UnpricedUsageException;
import io.lakebill.pricing.model.Usage;
import io.lakebill.schemas.catalog.PriceDocument;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quote}: needs no lake and starts no Spark. */
@Command(
    name = "quote",
    description = {
      "What a quantity costs at a price, computed as billing computes it.",
      "A price is written as in a catalog, with its currency."
    },
    mixinStandardHelpOptions = true)
final class QuoteCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--price",
      required = true,
      paramLabel = "FILE",
      description = "A price as it stands in a catalog, in JSON or YAML.")
  private Path priceFile;

  @Option(
      names = "--quantity",
      paramLabel = "Q",
      description = "What was metered, before any conversion.")
  private BigDecimal quantity;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many events it came from, for a price with a fee per event.")
  private Long events;

  @Option(
      names = "--event",
      paramLabel = "AMOUNT",
      split = ",",
      description = "The amount of one event, for prices of events; may be repeated.")
  private List<BigDecimal> eventAmounts = List.of();

  @Option(
      names = "--dimension",
      paramLabel = "NAME=VALUE",
      description = "The value of a dimension of the price; may be repeated.")
  private Map<String, String> dimensions = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print the charge as JSON.")
  private boolean json;

  QuoteCommand(Console console, Clock clock) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Price price = PriceDocument.read(priceFile);
    try {
      ChargeView view = new ChargeView(price.charge(usage(price)));
      if (json) {
        console.json(view.json());
      } else {
        view.lines().forEach(console::say);
      }
    } catch (UnpricedUsageException | IllegalArgumentException | ArithmeticException e) {
      throw new UsageException(e.getMessage());
    }
    return ExitCode.DONE;
  }

  private Usage usage(Price price) {
    List<String> known = price.model().dimensions();
    Set<String> unknown = new TreeSet<>(dimensions.keySet());
    known.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new UsageException(
          "the price has no dimension %s; its dimensions: %s"
              .formatted(
                  String.join(", ", unknown), known.isEmpty() ? "none" : String.join(", ", known)));
    }
    List<String> values = new ArrayList<>();
    known.forEach(name -> values.add(dimensions.get(name)));
    Usage usage = new Usage(Collections.singletonMap(values, total()));
    return counted(price).map(usage::withEvents).orElse(usage);
  }

  private BigDecimal total() {
    if ((quantity == null) == eventAmounts.isEmpty()) {
      throw new UsageException("how much is it? Give either --quantity or the --event amounts");
    }
    return quantity == null
        ? eventAmounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add)
        : quantity;
  }

  /** The events behind the quantity, as far as the command line tells them. */
  private Optional<Events> counted(Price price) {
    if (eventAmounts.isEmpty()) {
      return Optional.ofNullable(events).map(Events::counted);
    }
    Optional<BigDecimal> amount =
        price
            .model()
            .eventPrice()
            .map(
                each ->
                    eventAmounts.stream().map(each::of).reduce(BigDecimal.ZERO, BigDecimal::add));
    return Optional.of(new Events(eventAmounts.size(), amount.orElse(null)));
  }
}
