package io.lakebill.jobs.quote;

import io.lakebill.jobs.report.QueryResult;
import io.lakebill.pricing.charge.Charge;
import io.lakebill.pricing.charge.Steps;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A charge for people and for machines. Numbers are text, so that no reader rounds them. */
public record ChargeView(Charge charge) {

  /** What the charge is and how it came about, by name. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("quantity", text(charge.quantity()));
    json.put("amount", charge.amount().amount().toPlainString());
    json.put("exact_amount", text(charge.exactAmount()));
    json.put("currency", charge.amount().currency().code());
    json.put("lines", charge.lines().stream().map(ChargeView::line).toList());
    json.put("quantity_steps", steps(charge.explanation().quantity()));
    json.put("amount_steps", steps(charge.explanation().amount()));
    return json;
  }

  /** A table of the lines and what they add up to. */
  public List<String> lines() {
    List<List<Object>> rows =
        charge.lines().stream().map(line -> List.copyOf(line(line).values())).toList();
    List<String> lines = new ArrayList<>();
    if (!rows.isEmpty()) {
      lines.addAll(
          new QueryResult(
                  List.of("line", "quantity", "unit amount", "exact amount", "amount"), rows)
              .asTable());
      lines.add("");
    }
    lines.add("%s for %s".formatted(charge.amount(), text(charge.quantity())));
    return lines;
  }

  private static Map<String, Object> line(Charge.Line line) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("label", line.rated().label());
    json.put("quantity", text(line.rated().quantity()));
    json.put("unit_amount", line.rated().amountOfOne().map(ChargeView::text).orElse(""));
    json.put("exact_amount", text(line.rated().exactAmount()));
    json.put("amount", line.amount().amount().toPlainString());
    return json;
  }

  private static List<Map<String, String>> steps(Steps steps) {
    return steps.asList().stream()
        .map(
            step -> {
              Map<String, String> json = new LinkedHashMap<>();
              json.put("step", step.kind().name().toLowerCase(Locale.ROOT));
              json.put("change", text(step.change()));
              json.put("after", text(step.after()));
              return json;
            })
        .toList();
  }

  private static String text(BigDecimal number) {
    return number.toPlainString();
  }
}
