package io.lakebill.tests.fuzz;

import io.lakebill.jobs.meter.expression.MeterFilter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Whatever SQL a meter's filter is, it may be used or has a fault that is told. */
public final class FilterFuzz {

  private FilterFuzz() {}

  /** One try; the name is the one that Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] input) {
    Optional<String> fault = MeterFilter.fault(new String(input, StandardCharsets.UTF_8));
    if (fault.isPresent() && fault.get().isBlank()) {
      throw new IllegalStateException("refused without words");
    }
  }
}
