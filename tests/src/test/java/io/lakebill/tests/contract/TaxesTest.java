package io.lakebill.tests.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.tests.fixture.Scenario;
import io.lakebill.tests.fixture.Scratch;
import io.lakebill.tests.fixture.SparkExtension;
import io.lakebill.tests.fixture.TestLake;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Taxes as invoices say them: by rate, with its name and category of EN 16931, and who buyer and
 * seller were. One plan, bought by accounts of each treatment: a fee of 31.00, which is 15.50 for
 * the plain one from the 17th on, calls at 1.00, and 10.00 in advance that has two rates.
 */
@ExtendWith(SparkExtension.class)
class TaxesTest {

  private static TestLake lake;

  @BeforeAll
  static void bill() {
    lake = TestLake.at(Scratch.directory("taxes"));
    lake.nightOver(Scenario.resource("/lakes/inputs/taxed"), "2026-02-01");
  }

  /** 16 x 1.00 + 15 x 0.50 + 10 calls are 33.50, of which 19% are 6.365. */
  @Test
  void eachRateIsASubtotalWithItsCategory() {
    assertEquals(
        List.of(
            "abroad,gst,GST,AE,0,10.00,0.00,Reverse charge",
            "abroad,qst,QST,AE,0,10.00,0.00,Reverse charge",
            "abroad,vat,VAT,AE,0,71.00,0.00,Reverse charge",
            "exempt,gst,GST,E,0,10.00,0.00,Research",
            "exempt,qst,QST,E,0,10.00,0.00,Research",
            "exempt,vat,VAT,E,0,61.00,0.00,Research",
            "plain,gst,GST,S,5,10.00,0.50,null",
            "plain,qst,QST,S,9.975,10.00,1.00,null",
            "plain,vat,VAT,S,19,33.50,6.37,null"),
        lake.rows(
            """
            SELECT account_id, t.tax_rate_id, t.name, t.category, t.percent, t.net, t.tax, t.reason
            FROM invoices LATERAL VIEW explode(taxes) x AS t
            WHERE billing_date = '2026-02-01' ORDER BY account_id, t.tax_rate_id
            """));
  }

  @Test
  void aLineHasTheCategoriesOfItsRates() {
    assertEquals(
        List.of(
            "abroad,fee,vat,AE",
            "abroad,support,gst+qst,AE",
            "none,calls,null,null",
            "plain,fee,vat,S",
            "plain,support,gst+qst,S"),
        lake.rows(
            """
            SELECT DISTINCT account_id, charge_id, tax_rate_id, tax_category FROM invoice_lines
            WHERE account_id = 'none' OR account_id IN ('abroad', 'plain') AND charge_id <> 'calls'
            ORDER BY account_id, charge_id
            """));
  }

  @Test
  void anInvoiceSaysWhoBuysAndWhoSellsAndRepeatsTheOrder() {
    assertEquals(
        List.of("PO-7,DE,Street 1,House Ltd,DE123,Road 2"),
        lake.rows(
            """
            SELECT DISTINCT purchase_order, buyer.country AS buyer_country, buyer.address AS buyer_address,
              seller.name, seller.tax_id, seller.address
            FROM invoices WHERE account_id = 'plain'
            """));
  }

  @Test
  void draftsSayTheSame() {
    assertEquals(
        List.of("abroad,AE", "exempt,E", "none,null", "plain,S"),
        lake.rows(
            """
            SELECT DISTINCT l.account_id, l.tax_category FROM draft_invoice_lines l
            JOIN draft_invoices d ON d.invoice_id = l.invoice_id
            WHERE d.buyer IS NOT NULL ORDER BY 1
            """));
  }
}
