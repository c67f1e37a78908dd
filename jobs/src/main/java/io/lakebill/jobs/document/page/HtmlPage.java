package io.lakebill.jobs.document.page;

import io.lakebill.jobs.document.BillingDocument;
import io.lakebill.jobs.document.DocumentFormat;
import io.lakebill.jobs.document.Rendering;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A document as one page that needs nothing else: style and charts are inside, scripts are none.
 */
public final class HtmlPage implements DocumentFormat {

  private final Optional<Language> asked;
  private final String style;

  /** Pages for a screen, and for whoever prints them. */
  public HtmlPage(Optional<Language> asked) {
    this(asked, Styles.SCREEN);
  }

  /**
   * Pages with another style.
   *
   * @param style what is added to the style that all pages have
   */
  public HtmlPage(Optional<Language> asked, String style) {
    this.asked = asked;
    this.style = Styles.PAGE + style;
  }

  @Override
  public String extension() {
    return "html";
  }

  @Override
  public Rendering render(BillingDocument document) {
    return new Rendering.Done(markup(document).getBytes(StandardCharsets.UTF_8));
  }

  /** The page as text, which is well-formed XML, too. */
  public String markup(BillingDocument document) {
    Texts texts = Texts.in(Language.of(document, asked));
    Markup page = new Markup().own("<!DOCTYPE html>\n");
    page.element(
        "html",
        html -> {
          html.element("head", head -> head(head, texts, document));
          html.element("body", body -> body.element("main", main -> main(main, texts, document)));
        },
        "lang",
        texts.language().tag(),
        "dir",
        "ltr",
        "xmlns",
        "http://www.w3.org/1999/xhtml");
    return page.own("\n").toString();
  }

  private void head(Markup head, Texts texts, BillingDocument document) {
    String kind = texts.of(document.isCreditNote() ? "credit_note" : "invoice");
    head.empty("meta", "charset", "utf-8");
    head.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    head.element("title", kind + " " + document.number());
    head.element("style", css -> css.own(style));
  }

  private static void main(Markup main, Texts texts, BillingDocument document) {
    Figures figures = new Figures(texts, document.currency());
    new PageHead(texts, figures, document).write(main);
    new LinesTable(texts, figures, document).write(main);
    new SumsTable(texts, figures, document).write(main);
    new PaymentPart(texts, figures, document).write(main);
    if (!document.usage().isEmpty()) {
      UsageChart chart = new UsageChart(texts, figures);
      main.element(
          "section",
          section -> {
            section.element("h2", texts.of("usage_by_day"), "id", "usage");
            document.usage().forEach(usage -> chart.write(section, usage));
          },
          "aria-labelledby",
          "usage",
          "class",
          "usage");
    }
  }
}
