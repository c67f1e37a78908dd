package io.lakebill.tests.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;

/**
 * What a run of the benchmark has to say, as it is printed and kept.
 *
 * @param at when it ended
 * @param events in the billed month, without copies
 * @param quantitiesAgreed how many quantities contenders were found to agree on
 * @param ratios of the work itself, from where each engine takes its first query
 * @param ratiosOfProcesses of whole processes, start included
 */
record Report(
    String at,
    long events,
    long subscriptions,
    Placement placement,
    Machine machine,
    @JsonProperty("quantities_agreed") long quantitiesAgreed,
    Ratios ratios,
    @JsonProperty("ratios_of_processes") Ratios ratiosOfProcesses,
    Map<Part, Measurement> parts) {

  static Report of(Size size, Placement placement, Bench.Outcome outcome, Instant at) {
    boolean isEnough = size.isEnoughForRatios() && placement == Placement.OWN_PROCESSES;
    return new Report(
        at.toString(),
        size.events(),
        size.subscriptions(),
        placement,
        Machine.here(),
        outcome.agreed(),
        isEnough ? Ratios.ofWork(outcome.parts()) : Ratios.NONE,
        isEnough ? Ratios.ofProcesses(outcome.parts()) : Ratios.NONE,
        outcome.parts());
  }
}
