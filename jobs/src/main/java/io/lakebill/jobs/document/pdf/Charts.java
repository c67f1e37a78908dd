package io.lakebill.jobs.document.pdf;

import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.geom.Rectangle2D;
import java.io.File;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Draws the charts of pages. They are made of rectangles, so no library for all of SVG is needed.
 */
final class Charts implements SVGDrawer {

  private static final FSRGBColor BAR = new FSRGBColor(0x3b, 0x6f, 0xb6);

  @Override
  public SVGImage buildSVGImage(
      Element svg,
      Box box,
      CssContext context,
      double cssWidth,
      double cssHeight,
      double dotsPerPixel) {
    return new Chart(svg, dotsPerPixel);
  }

  private record Chart(Element svg, double dotsPerPixel) implements SVGImage {

    @Override
    public int getIntrinsicWidth() {
      return (int) dots(svg, "width");
    }

    @Override
    public int getIntrinsicHeight() {
      return (int) dots(svg, "height");
    }

    @Override
    public void drawSVG(OutputDevice paper, RenderingContext context, double x, double y) {
      paper.setColor(BAR);
      NodeList bars = svg.getElementsByTagName("rect");
      for (int i = 0; i < bars.getLength(); i++) {
        Element bar = (Element) bars.item(i);
        paper.fill(
            new Rectangle2D.Double(
                x + dots(bar, "x"), y + dots(bar, "y"), dots(bar, "width"), dots(bar, "height")));
      }
    }

    private double dots(Element element, String length) {
      return Double.parseDouble(element.getAttribute(length)) * dotsPerPixel;
    }
  }

  @Override
  public void importFontFaceRules(List<FontFaceRule> rules, SharedContext context) {
    // A chart has no text.
  }

  @Override
  public void addFontFile(File file, String family, Integer weight, FontStyle style) {
    // A chart has no text.
  }

  @Override
  public void close() {
    // Nothing is kept open.
  }
}
