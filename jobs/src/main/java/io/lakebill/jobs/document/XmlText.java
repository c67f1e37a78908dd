package io.lakebill.jobs.document;

/**
 * Text that XML can hold. A character that it cannot, such as most control characters and halves of
 * pairs, becomes U+FFFD, so that nothing is lost unseen.
 */
public final class XmlText {

  private XmlText() {}

  /** The text with the characters of XML 1.0 alone, not yet escaped. */
  public static String of(String text) {
    if (text.codePoints().allMatch(XmlText::isHeld)) {
      return text;
    }
    StringBuilder held = new StringBuilder(text.length());
    text.codePoints().forEach(each -> held.appendCodePoint(isHeld(each) ? each : 0xfffd));
    return held.toString();
  }

  private static boolean isHeld(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character < 0x7f)
        || (character >= 0xa0 && character < 0xd800)
        || (character >= 0xe000 && character < 0xfffe)
        || character >= 0x10000;
  }
}
