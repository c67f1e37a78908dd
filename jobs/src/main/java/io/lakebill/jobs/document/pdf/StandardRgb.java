package io.lakebill.jobs.document.pdf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a page means by a colour: a profile of sRGB (IEC 61966-2-1), as version 4.2 of ICC's format
 * has it. It is made here, since those of JDKs differ, and a document is the same bytes everywhere.
 */
final class StandardRgb {

  private static final int HEADER_LENGTH = 128;

  /** Seen under the light of D50, as all of the profile is. */
  private static final double[] WHITE = {0.9642, 1.0, 0.8249};

  private static final double[] RED = {0.43607, 0.22249, 0.01392};
  private static final double[] GREEN = {0.38515, 0.71687, 0.09708};
  private static final double[] BLUE = {0.14307, 0.06061, 0.71410};

  /** How the monitor's white, D65, becomes D50. */
  private static final double[] ADAPTATION = {
    1.04788, 0.02292, -0.05022, 0.02960, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168
  };

  /** Light is (ax + b)^g from d on, and cx before: g, a, b, c, d. */
  private static final double[] CURVE = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};

  private static final int CURVE_OF_FIVE = 3 << 16;

  private StandardRgb() {}

  /** The bytes of the profile. */
  static byte[] profile() {
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("desc", text("sRGB"));
    tags.put("cprt", text("In the public domain"));
    tags.put("wtpt", numbers("XYZ ", WHITE));
    tags.put("chad", numbers("sf32", ADAPTATION));
    tags.put("rXYZ", numbers("XYZ ", RED));
    tags.put("gXYZ", numbers("XYZ ", GREEN));
    tags.put("bXYZ", numbers("XYZ ", BLUE));
    tags.put("rTRC", curve());
    tags.put("gTRC", curve());
    tags.put("bTRC", curve());
    int offset = HEADER_LENGTH + 4 + 12 * tags.size();
    ByteBuffer table = ByteBuffer.allocate(4 + 12 * tags.size()).putInt(tags.size());
    ByteArrayOutputStream contents = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
      table.put(ascii(tag.getKey())).putInt(offset + contents.size()).putInt(tag.getValue().length);
      contents.writeBytes(tag.getValue());
    }
    int length = offset + contents.size();
    return ByteBuffer.allocate(length)
        .put(header(length))
        .put(table.array())
        .put(contents.toByteArray())
        .array();
  }

  private static byte[] header(int length) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH);
    header.putInt(0, length).putInt(8, 0x04200000);
    header.put(12, ascii("mntrRGB XYZ "));
    header.putShort(24, (short) 2026).putShort(26, (short) 1).putShort(28, (short) 1);
    header.put(36, ascii("acsp"));
    header.position(68);
    for (double each : WHITE) {
      header.putInt(fixed(each));
    }
    return header.array();
  }

  private static byte[] curve() {
    byte[] numbers = numbers("para", CURVE);
    return ByteBuffer.allocate(numbers.length + 4)
        .put(numbers, 0, 8)
        .putInt(CURVE_OF_FIVE)
        .put(numbers, 8, numbers.length - 8)
        .array();
  }

  private static byte[] numbers(String type, double... numbers) {
    ByteBuffer content = ByteBuffer.allocate(8 + 4 * numbers.length).put(ascii(type)).putInt(0);
    for (double each : numbers) {
      content.putInt(fixed(each));
    }
    return content.array();
  }

  /** A text in American English, padded to a multiple of four bytes. */
  private static byte[] text(String text) {
    byte[] letters = text.getBytes(StandardCharsets.UTF_16BE);
    return ByteBuffer.allocate(28 + (letters.length + 3) / 4 * 4)
        .put(ascii("mluc"))
        .putInt(0)
        .putInt(1)
        .putInt(12)
        .put(ascii("enUS"))
        .putInt(letters.length)
        .putInt(28)
        .put(letters)
        .array();
  }

  /** With sixteen bits behind the point. */
  private static int fixed(double number) {
    return (int) Math.round(number * 65536);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
