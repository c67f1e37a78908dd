package io.lakebill.jobs.document.page;

import java.util.List;

/** Names that somebody may have, and should not be able to do anything with. */
public final class Hostile {

  /** All of them. */
  public static final List<String> NAMES =
      List.of(
          "<script>alert(1)</script>",
          "\"><img src=x onerror='alert(1)'/>",
          "</style></title><b>&amp; &#x41; ]]>",
          "tab\tand null\u0000 bell\u0007 escape\u001b next\u0085 not\uffff half\ud800",
          "W".repeat(300),
          "株式会社山田商店",
          "شركة المثال 123 (ذ.م.م)",
          "חברת דוגמה",
          "left \u202eright \u2066isolated",
          "{0} ${env} %s \\n",
          "a\u0301 👩‍👩‍👧 ﷽");

  private Hostile() {}
}
