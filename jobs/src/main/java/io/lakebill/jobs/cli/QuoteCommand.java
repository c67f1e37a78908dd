package io.lakebill.jobs.cli;

import io.lakebill.jobs.invoice.UpcomingInvoices;
import io.lakebill.jobs.quote.ChargeView;
import io.lakebill.jobs.quote.PlanQuote;
import io.lakebill.jobs.quote.QuotedInvoice;
import io.lakebill.jobs.quote.SubscriptionQuote;
import io.lakebill.jobs.run.UnopenedRun;
import io.lakebill.pricing.charge.Price;
import io.lakebill.pricing.model.Events;
import io.lakebill.pricing.model.UnpricedUsageException;
import io.lakebill.pricing.model.Usage;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.CatalogReader;
import io.lakebill.schemas.catalog.Plan;
import io.lakebill.schemas.catalog.PriceDocument;
import io.lakebill.schemas.quote.QuoteReader;
import io.lakebill.schemas.quote.QuoteTerms;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quote}: needs no lake and starts no Spark, unless a subscription is to be quoted. */
@Command(
    name = "quote",
    description = {
      "What a quantity costs at a price, what a plan's invoice comes to, or what a subscription's"
          + " account is going to be invoiced; computed as billing does.",
      "A price is written as in a catalog, with its currency. Nothing is written to the lake."
    },
    mixinStandardHelpOptions = true)
final class QuoteCommand implements Callable<Integer> {

  private final Console console;
  private final Clock clock;

  @Option(
      names = "--plan",
      paramLabel = "ID",
      description = "Quote a whole period's invoice for this plan of --catalog, with --usage.")
  private String planId;

  @Option(names = "--catalog", paramLabel = "FILE|DIR", description = "Where the plan stands.")
  private Path catalogFiles;

  @Option(
      names = "--usage",
      paramLabel = "FILE",
      description = "What was used in the period and agreed with the customer, in JSON or YAML.")
  private Path usageFile;

  @Option(
      names = "--price",
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
      description =
          "The amount of one event, for prices of events; may be repeated, in the order of time.")
  private List<BigDecimal> eventAmounts = List.of();

  @Option(
      names = "--dimension",
      paramLabel = "NAME=VALUE",
      description = "The value of a dimension of the price; may be repeated.")
  private Map<String, String> dimensions = new LinkedHashMap<>();

  @Option(
      names = "--subscription",
      paramLabel = "ID",
      description =
          "Quote the upcoming invoices of this subscription from --lake: usage as far as it is"
              + " metered, credits, commitments, minimums, tax.")
  private String subscriptionId;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "The day of the night that would bill it; today in UTC unless given.")
  private LocalDate asOf;

  @Option(
      names = "--lake",
      paramLabel = "DIR",
      defaultValue = "${env:LAKEBILL_LAKE}",
      description =
          "The lake of --subscription; LAKEBILL_LAKE in the environment names it as well.")
  private String lake;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  QuoteCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    if (Stream.of(planId, priceFile, subscriptionId).filter(Objects::nonNull).count() != 1) {
      throw new UsageException(
          "what is to be quoted? Give either --price or --plan or --subscription");
    }
    try {
      if (subscriptionId != null) {
        quoteSubscription();
      } else if (priceFile == null) {
        quotePlan();
      } else {
        quotePrice();
      }
    } catch (UnpricedUsageException | IllegalArgumentException | ArithmeticException e) {
      throw new UsageException(e.getMessage());
    }
    return ExitCode.DONE;
  }

  private void quotePrice() {
    Price price = PriceDocument.read(priceFile);
    ChargeView view = new ChargeView(price.charge(usage(price)));
    print(view::json, view::lines);
  }

  private void quotePlan() {
    if (catalogFiles == null || usageFile == null) {
      throw new UsageException("--plan needs --catalog and --usage");
    }
    Catalog catalog = CatalogReader.read(catalogFiles);
    Plan plan =
        catalog
            .plan(planId)
            .orElseThrow(
                () ->
                    new UsageException(
                        "the catalog has no plan '%s'; it has: %s"
                            .formatted(
                                planId,
                                catalog.plans().stream()
                                    .map(Plan::id)
                                    .collect(Collectors.joining(", ")))));
    QuoteTerms terms =
        QuoteReader.read(usageFile, catalog, plan, PlanQuote.fullStart(plan, LocalDate.now(clock)));
    QuotedInvoice quoted = new PlanQuote(catalog, plan, terms).invoice();
    print(quoted::json, quoted::lines);
  }

  private void quoteSubscription() {
    if (lake == null) {
      throw new UsageException("--subscription needs --lake, or LAKEBILL_LAKE in the environment");
    }
    LocalDate date = asOf == null ? LocalDate.now(clock) : asOf;
    SubscriptionQuote quote =
        LakeOption.at(lake)
            .read(
                open ->
                    new SubscriptionQuote(
                        UpcomingInvoices.of(UnopenedRun.at(open, date), subscriptionId)));
    print(quote::json, quote::lines);
  }

  private void print(Supplier<Map<String, Object>> asJson, Supplier<List<String>> asText) {
    if (json) {
      console.json(asJson.get());
    } else {
      asText.get().forEach(console::say);
    }
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
    return Optional.of(price.model().events(eventAmounts));
  }
}
