package io.lakebill.jobs.cli;

import io.lakebill.jobs.invoice.note.AskAboutDraft;
import io.lakebill.jobs.lake.Lake;
import java.math.BigDecimal;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code invoices hold|release|finalize|add-line}: what is asked for about drafts, the next run
 * does.
 */
abstract class DraftRequests extends Asking {

  DraftRequests(Console console, Clock clock) {
    super(console, clock);
  }

  /** Asks, and says what will come of it. */
  abstract String ask(AskAboutDraft desk, String reason);

  @Override
  String ask(Lake lake, Clock clock, String by, String reason) {
    return ask(new AskAboutDraft(lake, clock, by), reason);
  }

  @Command(
      name = "hold",
      description = "Issue nothing of an account, or not one of its drafts, until it is released.",
      mixinStandardHelpOptions = true)
  static final class Hold extends DraftRequests {

    @Parameters(paramLabel = "ACCOUNT|DRAFT")
    private String held;

    Hold(Console console, Clock clock) {
      super(console, clock);
    }

    @Override
    String ask(AskAboutDraft desk, String reason) {
      desk.hold(held, reason);
      return "%s is held from the next run on".formatted(held);
    }
  }

  @Command(
      name = "release",
      description = "Issue again what was held.",
      mixinStandardHelpOptions = true)
  static final class Release extends DraftRequests {

    @Parameters(paramLabel = "ACCOUNT|DRAFT")
    private String held;

    Release(Console console, Clock clock) {
      super(console, clock);
    }

    @Override
    String ask(AskAboutDraft desk, String reason) {
      desk.release(held, reason);
      return "%s is issued again from the next run on".formatted(held);
    }
  }

  @Command(
      name = "finalize",
      description =
          "Issue a draft whose period is over by the next run, before its grace days are.",
      mixinStandardHelpOptions = true)
  static final class FinalizeNow extends DraftRequests {

    @Parameters(paramLabel = "DRAFT")
    private String draft;

    FinalizeNow(Console console, Clock clock) {
      super(console, clock);
    }

    @Override
    String ask(AskAboutDraft desk, String reason) {
      desk.finalizeNow(draft, reason);
      return "the next run issues %s".formatted(draft);
    }
  }

  @Command(
      name = "add-line",
      description = {
        "Put a line on the next invoice of an account, taxed as its plan; --reason is what it says.",
        "It counts towards no minimum."
      },
      mixinStandardHelpOptions = true)
  static final class AddLine extends DraftRequests {

    @Parameters(paramLabel = "ACCOUNT")
    private String account;

    @Option(
        names = "--amount",
        required = true,
        paramLabel = "AMOUNT",
        description = "Before tax, in the invoice's currency; below 0 for what it costs less.")
    private BigDecimal amount;

    AddLine(Console console, Clock clock) {
      super(console, clock);
    }

    @Override
    String ask(AskAboutDraft desk, String reason) {
      return "the next invoice of %s has %s %s more"
          .formatted(account, amount.toPlainString(), desk.addLine(account, amount, reason));
    }
  }
}
