package io.lakebill.jobs.cli;

import io.lakebill.jobs.invoice.note.AskAboutInvoice;
import io.lakebill.jobs.lake.Lake;
import io.lakebill.pricing.issued.IssuedDocument;
import java.math.BigDecimal;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code invoices void|credit|write-off}: what is asked for, the next run does. */
abstract class InvoiceRequests extends Asking {

  InvoiceRequests(Console console, Clock clock) {
    super(console, clock);
  }

  /** Asks, and says what will come of it. */
  abstract String ask(AskAboutInvoice desk, String reason);

  @Override
  String ask(Lake lake, Clock clock, String by, String reason) {
    return ask(new AskAboutInvoice(lake, clock, by), reason);
  }

  private static String toCome(String name, IssuedDocument note) {
    if (note.lines().isEmpty()) {
      return "%s will be void; nothing was left to take back".formatted(name);
    }
    String credits =
        note.paidByCredits().signum() == 0
            ? ""
            : ", and %s of it back to credits".formatted(note.paidByCredits().negated());
    return "the next run takes back %s of %s, %s before tax%s"
        .formatted(note.total().negated(), name, note.net().negated(), credits);
  }

  @Command(
      name = "void",
      description = {
        "Take a finalized invoice back as a whole: the next run issues a credit note of all that is",
        "left of it, and what credits paid comes back to them. What it billed is not billed again,",
        "unless it is issued again, with the same lines, to whom the account is by then."
      },
      mixinStandardHelpOptions = true)
  static final class TakeBack extends InvoiceRequests {

    @Parameters(paramLabel = "NUMBER|ID")
    private String invoice;

    @Option(
        names = "--regenerate",
        description = "Issue it again: for another name, address, tax number or purchase order.")
    private boolean again;

    TakeBack(Console console, Clock clock) {
      super(console, clock);
    }

    @Override
    String ask(AskAboutInvoice desk, String reason) {
      return again
          ? toCome(invoice, desk.replace(invoice, reason)) + "; it is issued again"
          : toCome(invoice, desk.takeBack(invoice, reason));
    }
  }

  @Command(
      name = "credit",
      description = {
        "Take some of a finalized invoice back: the next run issues a credit note of the amount and",
        "its tax, from one line or from all of them in proportion."
      },
      mixinStandardHelpOptions = true)
  static final class Credit extends InvoiceRequests {

    @Parameters(paramLabel = "NUMBER|ID")
    private String invoice;

    @Option(
        names = "--amount",
        required = true,
        paramLabel = "AMOUNT",
        description = "What it takes back before tax, in the invoice's currency.")
    private BigDecimal amount;

    @Option(names = "--line", paramLabel = "NUMBER", description = "From this line alone.")
    private Integer line;

    Credit(Console console, Clock clock) {
      super(console, clock);
    }

    @Override
    String ask(AskAboutInvoice desk, String reason) {
      return toCome(invoice, desk.credit(invoice, line, amount, reason));
    }
  }

  @Command(
      name = "write-off",
      description = "Expect no payment of a finalized invoice any more; it stays owed.",
      mixinStandardHelpOptions = true)
  static final class WriteOff extends InvoiceRequests {

    @Parameters(paramLabel = "NUMBER|ID")
    private String invoice;

    WriteOff(Console console, Clock clock) {
      super(console, clock);
    }

    @Override
    String ask(AskAboutInvoice desk, String reason) {
      desk.writeOff(invoice, reason);
      return "the next run gives %s up".formatted(invoice);
    }
  }
}
