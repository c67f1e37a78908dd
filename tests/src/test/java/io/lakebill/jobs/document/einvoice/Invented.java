package io.lakebill.jobs.document.einvoice;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.Drafted;
import io.lakebill.jobs.document.Drafted.Rate;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Invoices and credit notes, taxed, exempt, abroad and where the buyer owes the tax, that can be
 * e-invoices. {@code -Dtests.einvoices=1000} is for whoever wants to be surer.
 */
public final class Invented {

  private static final List<Rate> TAXED =
      List.of(
          Rate.standard("19"),
          Rate.standard("7"),
          Rate.standard("8.875"),
          Rate.nothing("Z", "Zero rated"),
          Rate.nothing("E", "Research"));

  private static final List<Rate> UNTAXED =
      List.of(
          Rate.nothing("AE", "Reverse charge"),
          Rate.nothing("K", "Intra-Community supply"),
          Rate.nothing("G", "Export"),
          Rate.nothing("O", "Not subject to VAT"));

  private Invented() {}

  /** A hundred, or as many as are asked for; always the same. */
  public static Stream<BillingDocument> documents() {
    return documents(100);
  }

  /** Ten, or as many as are asked for, for a judge who takes his time. */
  public static Stream<BillingDocument> few() {
    return documents(10);
  }

  private static Stream<BillingDocument> documents(int number) {
    return IntStream.range(0, Integer.getInteger("tests.einvoices", number))
        .mapToObj(Invented::made);
  }

  /** Biased to what is at an edge: nothing, one, 18 decimals, thousands, lines that take away. */
  static BillingDocument made(int seed) {
    Random random = new Random(seed);
    String[] currencies = {"EUR", "EUR", "USD", "JPY", "GBP"};
    Drafted drafted = Drafted.invoice("INV-" + seed, currencies[random.nextInt(5)]);
    List<Rate> rates =
        switch (random.nextInt(4)) {
          case 0 -> List.of(UNTAXED.get(random.nextInt(UNTAXED.size())));
          case 1 -> List.of(TAXED.get(0));
          default -> TAXED;
        };
    boolean namesNoRate = random.nextInt(10) == 0;
    drafted.line("fee", "Fee", "1", "90000", "0", namesNoRate ? null : rates.get(0), false);
    String[] quantities = {"0", "1", "-1", "1000", "0.000000000000000001", "12.345", "100"};
    String[] prices = {"0", "0.005", "1", "-2.5", "0.000000000000000001", "33.333333"};
    for (int line = random.nextInt(12); line > 0; line--) {
      drafted.line(
          "charge" + line % 3,
          "Charge " + line + ": tier <1> & \"2\"",
          quantities[random.nextInt(quantities.length)],
          prices[random.nextInt(prices.length)],
          new String[] {"0", "0", "1", "-1"}[random.nextInt(4)],
          namesNoRate ? null : rates.get(random.nextInt(rates.size())),
          random.nextBoolean());
    }
    if (random.nextBoolean()) {
      drafted.paidByCredits(new String[] {"0", "1", "100"}[random.nextInt(3)]);
    }
    boolean isCreditNote = random.nextInt(3) == 0;
    if (random.nextBoolean()) {
      drafted =
          isCreditNote
              ? drafted.takesBack("INV-0", "Asked for")
              : drafted.replaces("INV-0", "Asked for");
    }
    if (random.nextBoolean()) {
      drafted.bare();
    }
    return isCreditNote ? drafted.creditNote().build() : drafted.build();
  }
}
