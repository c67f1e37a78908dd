package io.lakebill.jobs.invoice.account;

import io.lakebill.pricing.invoice.InvoiceLine;
import io.lakebill.pricing.invoice.LineTerms;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What the lines of a draft are made of, while it is made, and what is lacking to issue it. A line
 * is known by the very terms that it was given, which stay the same objects whatever pricing does.
 */
public final class LineOrigins {

  private final IdentityHashMap<LineTerms, LineOrigin> byTerms = new IdentityHashMap<>();
  private final List<String> lacks = new ArrayList<>();

  /** Remembers where a line comes from. */
  LineTerms put(LineTerms terms, LineOrigin origin) {
    byTerms.put(terms, origin);
    return terms;
  }

  LineOrigin of(InvoiceLine line) {
    return byTerms.get(line.item().terms());
  }

  /** Holds the draft for want of something that its charges do not know. */
  void lack(String reason) {
    lacks.add(reason);
  }

  /** What holds the draft beside its charges. */
  List<String> lacks() {
    return lacks.stream().distinct().toList();
  }
}
