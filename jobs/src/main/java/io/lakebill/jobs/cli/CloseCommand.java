package io.lakebill.jobs.cli;

import io.lakebill.jobs.close.CloseMonth;
import io.lakebill.jobs.report.QueryResult;
import io.lakebill.jobs.run.Closing;
import io.lakebill.jobs.run.Figure;
import io.lakebill.pricing.money.PricingUnit;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code close} and {@code reopen}. */
@Command(
    name = "close",
    description = {
      "Close a month: print what is signed, and keep it. Documents that are issued later are of the",
      "next month that is closed; events that land later correct nothing of it. A month that is",
      "closed is printed as it was signed."
    },
    mixinStandardHelpOptions = true)
final class CloseCommand implements Callable<Integer> {

  private final Console console;
  private final Clock clock;

  @Mixin private LakeOption lake;

  @Mixin private Month month;

  @Option(names = "--reason", paramLabel = "TEXT", description = "What is to be kept with it.")
  private String reason;

  @Option(names = "--dry-run", description = "Only print what would be signed.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print one object; decimals are strings.")
  private boolean json;

  CloseCommand(Console console, Clock clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    lake.requireThere();
    Optional<Closing> signed = lake.read(open -> new CloseMonth(open, clock).signed(month.period));
    boolean isNew = signed.isEmpty();
    Closing closing =
        signed.orElseGet(
            () ->
                dryRun
                    ? lake.read(
                        open -> new CloseMonth(open, clock).look(month.period, month.by, reason))
                    : lake.write(
                        open -> new CloseMonth(open, clock).close(month.period, month.by, reason)));
    if (json) {
      console.json(asMap(closing, isNew && dryRun));
      return ExitCode.DONE;
    }
    Figure.SECTIONS.forEach(section -> print(section, closing.figures()));
    console.say(
        isNew && dryRun
            ? "%s is still open".formatted(closing.period())
            : "%s is closed: signed by %s on %s, %s"
                .formatted(
                    closing.period(),
                    closing.by(),
                    closing.at().atZone(ZoneOffset.UTC).toLocalDate(),
                    closing.chainHash()));
    return ExitCode.DONE;
  }

  private void print(String section, List<Figure> figures) {
    List<List<Object>> rows =
        figures.stream()
            .filter(figure -> figure.section().equals(section))
            .<List<Object>>map(figure -> new ArrayList<>(asMap(figure).values()))
            .toList();
    if (!rows.isEmpty()) {
      new QueryResult(List.of(section, "currency", "count", "net", "tax", "total"), rows)
          .asTable()
          .forEach(console::say);
      console.say("");
    }
  }

  private static Map<String, Object> asMap(Closing closing, boolean isOpen) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("period", closing.period().toString());
    result.put("closed", !isOpen);
    result.put("done_by", closing.by());
    result.put("reason", closing.reason());
    result.put("done_at", closing.at().toString());
    result.put("publication", closing.publication());
    result.put("landing", closing.landing());
    result.put(
        "figures",
        closing.figures().stream()
            .map(
                figure -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("section", figure.section());
                  one.putAll(asMap(figure));
                  return one;
                })
            .toList());
    result.put("chain_hash", closing.chainHash());
    return result;
  }

  private static Map<String, Object> asMap(Figure figure) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("item", figure.item());
    one.put("currency", figure.currency());
    one.put("count", figure.count());
    one.put("net", plain(figure, figure.net()));
    one.put("tax", plain(figure, figure.tax()));
    one.put("total", plain(figure, figure.total()));
    return one;
  }

  private static String plain(Figure figure, BigDecimal amount) {
    return amount == null
        ? null
        : amount.setScale(PricingUnit.currency(figure.currency()).decimals()).toPlainString();
  }

  /** Which month, and who it is that says so. */
  static final class Month {

    @Option(
        names = "--period",
        required = true,
        paramLabel = "MONTH",
        description = "The month, such as 2026-10.")
    private YearMonth period;

    @Option(
        names = "--by",
        paramLabel = "NAME",
        defaultValue = "${sys:user.name}",
        description = "Who signs; the user of the machine unless given.")
    private String by;
  }

  @Command(
      name = "reopen",
      description = {
        "Open the last month that is closed again: what landed since corrects its usage, and the",
        "next one that is closed has its documents."
      },
      mixinStandardHelpOptions = true)
  static final class Reopen implements Callable<Integer> {

    private final Console console;
    private final Clock clock;

    @Mixin private LakeOption lake;

    @Mixin private Month month;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason;

    Reopen(Console console, Clock clock) {
      this.console = console;
      this.clock = clock;
    }

    @Override
    public Integer call() {
      lake.requireThere();
      if (reason.isBlank()) {
        throw new UsageException("--reason is empty");
      }
      lake.write(open -> new CloseMonth(open, clock).reopen(month.period, month.by, reason));
      console.say("%s is open again".formatted(month.period));
      return ExitCode.DONE;
    }
  }
}
