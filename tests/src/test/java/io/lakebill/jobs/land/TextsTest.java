package io.lakebill.jobs.land;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import java.util.SplittableRandom;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

/** Texts that are looked at eight bytes together, held against a look at each byte. */
class TextsTest {

  /** What a byte may be: most are plain, and every kind that is not comes at every place. */
  private static final int[] BYTES = {
    ' ', 'a', '~', 0x7e, 0x00, 0x1f, 0x20, 0x7f, 0x80, 0x9f, 0xa0, 0xc2, 0xc3, 0xe2, 0xff
  };

  @Test
  void controlCharactersAndBrokenTextsAreFoundWhereverTheyStand() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(20)];
      for (int at = 0; at < bytes.length; at++) {
        bytes[at] = (byte) (random.nextInt(12) == 0 ? BYTES[random.nextInt(BYTES.length)] : 'x');
      }
      UTF8String text = UTF8String.fromBytes(bytes);
      String said = HexFormat.of().formatHex(bytes);

      assertEquals(hasControlCharacter(bytes), Texts.hasControlCharacter(text), said);
      assertEquals(!text.isValid(), Texts.isBroken(text), said);
    }
  }

  private static boolean hasControlCharacter(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      int b = bytes[i] & 0xff;
      boolean isInTwoBytes = b == 0xc2 && i + 1 < bytes.length && (bytes[i + 1] & 0xff) < 0xa0;
      if (b < 0x20 || b == 0x7f || isInTwoBytes) {
        return true;
      }
    }
    return false;
  }
}
