package io.lakebill.jobs.cli;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.payment.AskAboutPayment;
import io.lakebill.pricing.money.Money;
import java.math.BigDecimal;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code payments match|move}: what is asked for, the next run does. */
final class PaymentRequests {

  private PaymentRequests() {}

  @Command(
      name = "match",
      description = {
        "Say which invoice a payment is of that none was found for, or some of it: the next run puts",
        "it there. `receivables` shows what is unmatched, invoice_events which payments it is of."
      },
      mixinStandardHelpOptions = true)
  static final class Match extends Asking {

    @Parameters(paramLabel = "PAYMENT", description = "Its payment_id.")
    private String payment;

    @Option(names = "--invoice", required = true, paramLabel = "NUMBER|ID")
    private String invoice;

    @Option(
        names = "--amount",
        paramLabel = "AMOUNT",
        description = "All that is unmatched of it unless given.")
    private BigDecimal amount;

    Match(Console console, Clock clock) {
      super(console, clock);
    }

    @Override
    String ask(Lake lake, Clock clock, String by, String reason) {
      Money matched = new AskAboutPayment(lake, clock, by).match(payment, invoice, amount, reason);
      return "the next run puts %s of payment %s to invoice %s"
          .formatted(PaymentRequests.text(matched), payment, invoice);
    }
  }

  @Command(
      name = "move",
      description = {
        "Put what was paid of one invoice, or what a credit note owes, to another invoice of the same",
        "account: the next run does it."
      },
      mixinStandardHelpOptions = true)
  static final class Move extends Asking {

    @Option(names = "--from", required = true, paramLabel = "NUMBER|ID")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "NUMBER|ID")
    private String to;

    @Option(
        names = "--amount",
        required = true,
        paramLabel = "AMOUNT",
        description = "In the currency of both.")
    private BigDecimal amount;

    Move(Console console, Clock clock) {
      super(console, clock);
    }

    @Override
    String ask(Lake lake, Clock clock, String by, String reason) {
      new AskAboutPayment(lake, clock, by).move(from, to, amount, reason);
      return "the next run moves %s from %s to %s".formatted(amount.toPlainString(), from, to);
    }
  }

  private static String text(Money money) {
    return money.amount().toPlainString() + " " + money.currency().code();
  }
}
