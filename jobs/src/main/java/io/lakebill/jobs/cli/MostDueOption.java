package io.lakebill.jobs.cli;

import io.lakebill.jobs.run.Run;
import picocli.CommandLine.Option;

/**
 * How many invoices of an account may be due at once before somebody has to say that it is meant.
 */
final class MostDueOption {

  @Option(
      names = "--most-due",
      paramLabel = "INVOICES",
      description = {
        "An account with more invoices due at once has them held, for a start date may be wrong;",
        "" + Run.USUALLY_DUE + " unless given."
      })
  private Integer invoices;

  boolean isGiven() {
    return invoices != null;
  }

  int value() {
    if (invoices != null && invoices < 1) {
      throw new UsageException("--most-due " + invoices + " lets nothing pass; give 1 or more");
    }
    return invoices == null ? Run.USUALLY_DUE : invoices;
  }
}
