package io.lakebill.jobs.document;

import java.nio.charset.StandardCharsets;

/**
 * Names of files for texts that anybody may have chosen: letters, digits, dots inside, hyphens and
 * underscores stay, every other byte becomes {@code %XX}. Different texts have different names, and
 * none leads out of its folder.
 */
final class FileNames {

  private FileNames() {}

  static String of(String text) {
    StringBuilder name = new StringBuilder();
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (each & 0xff);
      boolean stays =
          (character >= 'a' && character <= 'z')
              || (character >= 'A' && character <= 'Z')
              || (character >= '0' && character <= '9')
              || character == '-'
              || character == '_'
              || (character == '.' && name.length() > 0);
      name.append(stays ? character : "%%%02X".formatted((int) character));
    }
    return name.toString();
  }
}
