package io.lakebill.jobs.cli;

import io.lakebill.jobs.document.DocumentFormat;
import io.lakebill.jobs.document.DocumentReader;
import io.lakebill.jobs.document.DocumentSelection;
import io.lakebill.jobs.document.RenderDocuments;
import io.lakebill.jobs.document.einvoice.UblDocuments;
import io.lakebill.jobs.document.page.HtmlPage;
import io.lakebill.jobs.document.page.Language;
import io.lakebill.jobs.document.pdf.FacturX;
import io.lakebill.jobs.document.pdf.Fonts;
import io.lakebill.jobs.document.pdf.PdfPages;
import io.lakebill.jobs.report.PublishedTables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code documents}. */
@Command(
    name = "documents",
    description = {
      "Write finalized invoices and credit notes as files, DIR/SELLER/NUMBER.FORMAT (of UBL: .ubl.xml, of FACTURX: .facturx.pdf).",
      "A document that a format cannot express is named with the reason, and the exit code is 65."
    },
    mixinStandardHelpOptions = true)
final class DocumentsCommand implements Callable<Integer> {

  private enum Format {
    HTML,
    PDF,
    UBL,
    FACTURX
  }

  private final Console console;

  @Mixin private LakeOption lake;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the files go; a file of the same name is replaced.")
  private Path output;

  @Option(
      names = "--number",
      paramLabel = "NUMBER",
      split = ",",
      description = "Only documents of these numbers; may be given again.")
  private List<String> numbers = List.of();

  @Option(names = "--account", paramLabel = "ID", description = "Only those it pays.")
  private String account;

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description = "Only those of this billing date or a later one.")
  private LocalDate since;

  @Option(names = "--run", paramLabel = "ID", description = "Only those that this run finalized.")
  private String run;

  @Option(
      names = "--format",
      split = ",",
      defaultValue = "html",
      description =
          "${COMPLETION-CANDIDATES}, several with a comma; ${DEFAULT-VALUE} unless given.")
  private Set<Format> formats;

  @Option(
      names = "--language",
      paramLabel = "LANGUAGE",
      description = "${COMPLETION-CANDIDATES}; that of the account unless given, or English.")
  private Language language;

  @Option(
      names = "--fonts",
      paramLabel = "DIR",
      split = ",",
      description = "TrueType fonts for PDFs, for letters that the font brought along has not.")
  private List<Path> fontDirectories = List.of();

  @Option(names = "--json", description = "Print one object.")
  private boolean json;

  DocumentsCommand(Console console, Clock clock) {
    this.console = console;
  }

  @Override
  public Integer call() {
    RenderDocuments documents =
        new RenderDocuments(output, formats.stream().map(this::format).toList());
    DocumentSelection wanted =
        new DocumentSelection(
            numbers,
            Optional.ofNullable(account),
            Optional.ofNullable(since),
            Optional.ofNullable(run));
    RenderDocuments.Outcome outcome =
        lake.read(
            open -> {
              DocumentReader reader = new DocumentReader(open.spark(), new PublishedTables(open));
              return documents.render(each -> reader.read(wanted, each));
            });
    requireFound(outcome);
    print(outcome);
    return outcome.refused().isEmpty() ? ExitCode.DONE : ExitCode.DATA;
  }

  private DocumentFormat format(Format format) {
    return switch (format) {
      case HTML -> new HtmlPage(Optional.ofNullable(language));
      case PDF -> new PdfPages(Optional.ofNullable(language), fonts());
      case UBL -> new UblDocuments();
      case FACTURX -> new FacturX(Optional.ofNullable(language), fonts());
    };
  }

  private Fonts fonts() {
    try {
      return Fonts.in(fontDirectories);
    } catch (IllegalArgumentException e) {
      throw new BadConfigurationException(e.getMessage(), e);
    }
  }

  private void requireFound(RenderDocuments.Outcome outcome) {
    Set<String> missing = new TreeSet<>(numbers);
    missing.removeAll(outcome.numbers());
    if (!missing.isEmpty()) {
      throw new UsageException(
          "there is no finalized document %s%s; `invoices list --state final` shows them all"
              .formatted(
                  String.join(", ", missing),
                  account == null && since == null && run == null ? "" : " among those chosen"));
    }
  }

  private void print(RenderDocuments.Outcome outcome) {
    if (json) {
      console.json(outcome);
      return;
    }
    outcome
        .written()
        .forEach((format, count) -> console.say("%-8s %6d files".formatted(format, count)));
    outcome
        .remarks()
        .forEach(
            told ->
                console.complain(
                    "%s as %s: %s".formatted(told.number(), told.format(), told.what())));
    outcome
        .refused()
        .forEach(
            told ->
                console.complain(
                    "%s is not written as %s: %s"
                        .formatted(told.number(), told.format(), told.what())));
  }
}
