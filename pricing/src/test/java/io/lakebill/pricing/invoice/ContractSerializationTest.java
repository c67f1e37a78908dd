package io.lakebill.pricing.invoice;

import static io.lakebill.pricing.invoice.Invoices.ccu;
import static io.lakebill.pricing.invoice.Invoices.money;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lakebill.pricing.contract.ByDay;
import io.lakebill.pricing.contract.Commitment;
import io.lakebill.pricing.contract.Counter;
import io.lakebill.pricing.contract.Counter.ActiveDays;
import io.lakebill.pricing.contract.CounterCharge;
import io.lakebill.pricing.contract.PlanChange;
import io.lakebill.pricing.contract.Ramp;
import io.lakebill.pricing.contract.Terms;
import io.lakebill.pricing.contract.Trial;
import io.lakebill.pricing.credit.CreditGrant.Kind;
import io.lakebill.pricing.credit.ExchangeRate;
import io.lakebill.pricing.credit.ExchangeRates;
import io.lakebill.pricing.credit.Scope;
import io.lakebill.pricing.period.Recurrence;
import io.lakebill.pricing.period.ServicePeriod;
import io.lakebill.pricing.period.Timing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Contracts and invoices travel between the machines of a cluster. */
class ContractSerializationTest {

  static Stream<Object> values() {
    LocalDate day = LocalDate.parse("2025-07-20");
    ServicePeriod july = Terms.full("2025-07-01", "2025-08-01");
    Counter counter =
        Counter.ofObjects(
            List.of(new ActiveDays(july.start(), day), new ActiveDays(july.start(), null)));
    Invoices invoices =
        new Invoices()
            .taxedAt(Invoices.STANDARD)
            .charge("a", "100")
            .charge(LineKind.USAGE, "compute", ccu("30"))
            .overage("overage", "0.5")
            .percentage("markup", "10", "a")
            .least("least", "120", "a")
            .planMinimum("200")
            .invoiceMinimum("300")
            .promotional("promotional", "20")
            .grant("prepaid", Kind.PREPAID, money("30"), Scope.products("A"));
    return Stream.of(
        counter,
        CounterCharge.inArrears(counter, ByDay.always(Terms.licences()), july),
        new Commitment(money("12000"), july.start(), july.end()),
        new PlanChange(july, day),
        new Ramp<>(List.of(new Ramp.Phase<>(2, "low")), "high"),
        Trial.none(day),
        new Recurrence(Timing.ADVANCE, 3),
        new ExchangeRates(
            List.of(new ExchangeRate(Invoices.USD, Invoices.EUR, day, BigDecimal.TEN))),
        invoices.bill("sub"),
        invoices.invoice());
  }

  @ParameterizedTest
  @MethodSource("values")
  void comesBackEqual(Object value) throws IOException, ClassNotFoundException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertEquals(value, in.readObject());
    }
  }
}
