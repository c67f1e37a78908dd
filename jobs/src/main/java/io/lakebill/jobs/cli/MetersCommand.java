package io.lakebill.jobs.cli;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.load.ApplyCatalog;
import io.lakebill.jobs.meter.Trial;
import io.lakebill.jobs.meter.TryMeter;
import io.lakebill.jobs.meter.event.WithdrawnEvents;
import io.lakebill.jobs.report.QueryResult;
import io.lakebill.schemas.catalog.Catalog;
import io.lakebill.schemas.catalog.Meter;
import io.lakebill.schemas.catalog.Profile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code meters test}. */
@Command(
    name = "meters",
    description = "Look at what meters make of events.",
    mixinStandardHelpOptions = true)
final class MetersCommand {

  private final Console console;
  private final Clock clock;

  MetersCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Command(
      name = "test",
      description = {
        "Run a meter over events that have landed, without writing anything.",
        "The days count as a billing period of one subscription that sent all of the events."
      },
      mixinStandardHelpOptions = true)
  int test(
      @Mixin LakeOption lake,
      @Option(names = "--meter", required = true, description = "The meter's id.") String meter,
      @Option(names = "--profile", description = "One of its profiles; all unless given.")
          String profile,
      @Option(names = "--since", required = true, description = "The first day.") LocalDate since,
      @Option(names = "--until", description = "The day after the last; tomorrow unless given.")
          LocalDate until,
      @Option(names = "--subject", description = "Only events of this subject.") String subject,
      @Option(
              names = "--time-zone",
              defaultValue = "UTC",
              description = "Whose midnights begin the days; ${DEFAULT-VALUE} unless given.")
          String zone,
      @Option(
              names = "--catalog",
              paramLabel = "FILE|DIR",
              description = "A catalog that is not applied yet; the one in force unless given.")
          Path catalog,
      @Option(names = "--json", description = "Print an array with an object per profile.")
          boolean isJson) {
    LocalDate tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
    TryMeter trial =
        trial(since, until == null ? tomorrow : until, zone, Optional.ofNullable(subject));
    Optional<Catalog> given = Optional.ofNullable(catalog).map(CatalogCommand::read);
    List<Trial> trials =
        lake.read(
            open -> {
              Meter tested = meter(given.orElseGet(() -> inForce(open)), meter);
              return trial.run(
                  WithdrawnEvents.leftOutOfEvents(open), tested, profiles(tested, profile));
            });
    if (isJson) {
      console.json(trials.stream().map(MetersCommand::asMap).toList());
    } else {
      trials.forEach(this::print);
    }
    return ExitCode.DONE;
  }

  private static TryMeter trial(
      LocalDate since, LocalDate until, String zone, Optional<String> subject) {
    try {
      return new TryMeter(since, until, ZoneId.of(zone), subject);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static Catalog inForce(Lake lake) {
    return ApplyCatalog.current(lake)
        .orElseThrow(
            () ->
                new BadConfigurationException(
                    "the lake has no catalog; name one with --catalog", null));
  }

  private static Meter meter(Catalog catalog, String id) {
    return catalog.meters().stream()
        .filter(meter -> meter.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no meter '%s'; the meters are %s"
                        .formatted(
                            id,
                            catalog.meters().stream()
                                .map(Meter::id)
                                .collect(Collectors.joining(", ")))));
  }

  private static List<Profile> profiles(Meter meter, String id) {
    List<Profile> profiles =
        meter.profiles().stream().filter(profile -> id == null || profile.id().equals(id)).toList();
    if (profiles.isEmpty()) {
      throw new UsageException(
          "meter '%s' has no profile '%s'; its profiles are %s"
              .formatted(
                  meter.id(),
                  id,
                  meter.profiles().stream()
                      .map(profile -> profile.id().isEmpty() ? "none" : profile.id())
                      .collect(Collectors.joining(", "))));
    }
    return profiles;
  }

  private static Map<String, Object> asMap(Trial trial) {
    return object(
        "meter", trial.meter(),
        "events", trial.events(),
        "matching", trial.matching(),
        "usage",
            trial.usage().stream()
                .map(
                    usage ->
                        object(
                            "dimensions", usage.dimensions(),
                            "dimension_values", usage.dimensionValues(),
                            "quantity", usage.quantity() == null ? null : plain(usage.quantity()),
                            "events", usage.events()))
                .toList(),
        "skipped",
            trial.skipped().stream()
                .map(
                    skip ->
                        object(
                            "reason", skip.reason(),
                            "events", skip.events(),
                            "example", skip.example()))
                .toList(),
        "samples",
            trial.samples().stream()
                .map(
                    sample ->
                        object(
                            "event_id", sample.eventId(),
                            "event_time", sample.eventTime().toString(),
                            "subject", sample.subject(),
                            "value", sample.value()))
                .toList());
  }

  private static Map<String, Object> object(Object... keysAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return object;
  }

  private void print(Trial trial) {
    console.say(
        "%s: %d of %d events count".formatted(trial.meter(), trial.matching(), trial.events()));
    table(
        "usage",
        List.of("by", "values", "quantity", "events"),
        trial.usage().stream()
            .map(
                usage ->
                    Arrays.<Object>asList(
                        String.join(", ", usage.dimensions()),
                        usage.dimensions().isEmpty() ? "" : usage.dimensionValues().toString(),
                        plain(usage.quantity()),
                        usage.events()))
            .toList());
    table(
        "skipped",
        List.of("reason", "events", "for example"),
        trial.skipped().stream()
            .map(skip -> Arrays.<Object>asList(skip.reason(), skip.events(), skip.example()))
            .toList());
    table(
        "the last events that count",
        List.of("event_id", "event_time", "subject", "value"),
        trial.samples().stream()
            .map(
                sample ->
                    Arrays.<Object>asList(
                        sample.eventId(), sample.eventTime(), sample.subject(), sample.value()))
            .toList());
  }

  private void table(String title, List<String> columns, List<List<Object>> rows) {
    console.say("");
    console.say(title + (rows.isEmpty() ? ": none" : ":"));
    if (!rows.isEmpty()) {
      new QueryResult(columns, rows).asTable().forEach(console::say);
    }
  }

  private static String plain(BigDecimal quantity) {
    return quantity == null ? "no usage" : quantity.stripTrailingZeros().toPlainString();
  }
}
