package io.lakebill.tests.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The documents of a lake: who buys, what it costs, how files are read. */
record Business(Path root) {

  /**
   * Writes them.
   *
   * @param start the first day of every subscription
   */
  static Business write(Path root, Size size, Month start) {
    Business business = new Business(root);
    try {
      Path people = Files.createDirectories(root.resolve("accounts"));
      Files.writeString(
          people.resolve("sellers.csv"), "seller_id,name,invoice_prefix\nseller,Seller,B-\n");
      Files.writeString(
          people.resolve("accounts.csv"),
          "account_id,name\n" + rows(size, "acc-%1$06d,Account %1$d\n"));
      Files.writeString(
          people.resolve("subscriptions.csv"),
          "subscription_id,account_id,plan_id,start_date\n"
              + rows(size, "sub-%1$06d,acc-%1$06d,bench," + start.day(1) + "\n"));
      contracts(Files.createDirectories(Path.of(business.contracts())), size, start);
      for (Catalogs catalog : Catalogs.values()) {
        Files.writeString(Path.of(business.catalog(catalog)), catalog.yaml());
      }
      try (InputStream source = Business.class.getResourceAsStream("/bench/source.yaml")) {
        Files.copy(source, Path.of(business.source()), StandardCopyOption.REPLACE_EXISTING);
      }
      return business;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the documents in " + root, e);
    }
  }

  String accounts() {
    return root.resolve("accounts").toString();
  }

  /** What accounts agreed on, those that buy nothing among them; to be imported after them. */
  String contracts() {
    return root.resolve("contracts").toString();
  }

  String catalog(Catalogs catalog) {
    return root.resolve("catalog-" + catalog.name().toLowerCase(Locale.ROOT) + ".yaml").toString();
  }

  String source() {
    return root.resolve("source.yaml").toString();
  }

  /** An invoice minimum, tax and a credit every month for each account. */
  private static void contracts(Path directory, Size size, Month start) throws IOException {
    Files.writeString(
        directory.resolve("accounts.csv"),
        "account_id,name,currency,country,invoice_minimum\n"
            + rows(size.accounts(), "acc-%1$06d,Account %1$d,USD,DE,25.00\n"));
    Files.writeString(
        directory.resolve("credit_grants.csv"),
        "credit_grant_id,account_id,kind,amount,currency,valid_from,every\n"
            + rows(
                size.accounts(),
                "grant-%1$06d,acc-%1$06d,prepaid,5.00,USD," + start.day(1) + ",monthly\n"));
    Files.writeString(
        directory.resolve("tax_rates.csv"),
        "tax_rate_id,name,category,percent,country,from\nstandard,VAT,S,19,DE,"
            + start.day(1)
            + "\n");
  }

  private static String rows(Size size, String row) {
    return rows(size.subscriptions(), row);
  }

  private static String rows(long number, String row) {
    return LongStream.range(0, number).mapToObj(row::formatted).collect(Collectors.joining());
  }
}
