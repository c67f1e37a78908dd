package io.lakebill.tests.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Process CPU of one piece of work over that of another; null where either was not measured.
 *
 * @param fullToDuckdb our metering step of a full night, over DuckDB's metering of the same events
 *     without copies
 * @param nightToDuckdbMonth a whole night with a thirtieth of new events, over DuckDB deduplicating
 *     and metering the month again
 * @param nightToFull that night, over landing all but those events and the full night after it
 * @param growthAt4xHistory that night with three billed months before it, over that night
 * @param meters30To6 the metering step of a full night with thirty meters, over that with six
 * @param landToCopy landing all but those events, deduplicated, over Spark copying the same files
 * @param contractsToMetering rating and invoicing in a full night that bills the month to accounts
 *     with contracts, over landing its events and metering them in that night
 */
record Ratios(
    @JsonProperty("full_to_duckdb") BigDecimal fullToDuckdb,
    @JsonProperty("night_to_duckdb_month") BigDecimal nightToDuckdbMonth,
    @JsonProperty("night_to_full") BigDecimal nightToFull,
    @JsonProperty("growth_at_4x_history") BigDecimal growthAt4xHistory,
    @JsonProperty("meters_30_to_6") BigDecimal meters30To6,
    @JsonProperty("land_to_copy") BigDecimal landToCopy,
    @JsonProperty("contracts_to_metering") BigDecimal contractsToMetering) {

  /** What is too small to say anything. */
  static final Ratios NONE = new Ratios(null, null, null, null, null, null, null);

  private static final MathContext DIGITS = new MathContext(3);

  private static final String METER = "meter";

  /** The ratios of the work itself, from where each engine takes its first query. */
  static Ratios ofWork(Map<Part, Measurement> measured) {
    return of(measured, Measurement::work, measurement -> measurement.phase(METER));
  }

  /** The ratios of whole processes, their start included. */
  static Ratios ofProcesses(Map<Part, Measurement> measured) {
    return of(
        measured,
        Measurement::process,
        measurement -> measurement.phase(Measurement.START).plus(measurement.phase(METER)));
  }

  private static Ratios of(
      Map<Part, Measurement> measured,
      Function<Measurement, Cost> all,
      Function<Measurement, Cost> metering) {
    return new Ratios(
        ratio(sum(measured, metering, Part.FULL_NIGHT), sum(measured, metering, Part.DUCKDB_FULL)),
        ratio(sum(measured, all, Part.NIGHT), sum(measured, all, Part.DUCKDB_MONTH)),
        ratio(
            sum(measured, all, Part.NIGHT), sum(measured, all, Part.LAND_HISTORY, Part.FULL_NIGHT)),
        ratio(sum(measured, all, Part.NIGHT_AT_4X), sum(measured, all, Part.NIGHT)),
        ratio(
            sum(measured, metering, Part.FULL_NIGHT_30_METERS),
            sum(measured, metering, Part.FULL_NIGHT)),
        ratio(sum(measured, all, Part.LAND_HISTORY), sum(measured, all, Part.SPARK_COPY)),
        ratio(
            sum(measured, Ratios::billing, Part.FULL_NIGHT_CONTRACTS),
            sum(measured, all, Part.LAND_HISTORY)
                .flatMap(
                    landed ->
                        sum(measured, metering, Part.FULL_NIGHT_CONTRACTS).map(landed::plus))));
  }

  private static Cost billing(Measurement measurement) {
    return measurement.phase("rate").plus(measurement.phase("invoice"));
  }

  private static Optional<Cost> sum(
      Map<Part, Measurement> measured, Function<Measurement, Cost> cost, Part... parts) {
    return Stream.of(parts).allMatch(measured::containsKey)
        ? Arrays.stream(parts).map(measured::get).map(cost).reduce(Cost::plus)
        : Optional.empty();
  }

  private static BigDecimal ratio(Optional<Cost> one, Optional<Cost> other) {
    return one.flatMap(
            above ->
                other.map(below -> BigDecimal.valueOf(above.cpuSeconds() / below.cpuSeconds())))
        .map(exact -> exact.round(DIGITS))
        .orElse(null);
  }
}
