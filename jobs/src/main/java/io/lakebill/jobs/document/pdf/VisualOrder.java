package io.lakebill.jobs.document.pdf;

import com.ibm.icu.text.ArabicShaping;
import com.ibm.icu.text.ArabicShapingException;
import com.ibm.icu.text.Bidi;

/**
 * Text as a pen that only goes from left to right writes it: letters joined, and what is read from
 * right to left turned round, by Unicode's rules and the direction of the first letter.
 */
final class VisualOrder {

  private VisualOrder() {}

  static String of(String text) {
    if (!Bidi.requiresBidi(text.toCharArray(), 0, text.length())) {
      return text;
    }
    Bidi bidi = new Bidi();
    bidi.setPara(joined(text), Bidi.LEVEL_DEFAULT_LTR, null);
    return bidi.writeReordered(Bidi.DO_MIRRORING | Bidi.REMOVE_BIDI_CONTROLS);
  }

  private static String joined(String text) {
    try {
      return new ArabicShaping(
              ArabicShaping.LETTERS_SHAPE
                  | ArabicShaping.LENGTH_GROW_SHRINK
                  | ArabicShaping.TEXT_DIRECTION_LOGICAL)
          .shape(text);
    } catch (ArabicShapingException e) {
      throw new IllegalStateException("cannot join the letters of " + text, e);
    }
  }
}
