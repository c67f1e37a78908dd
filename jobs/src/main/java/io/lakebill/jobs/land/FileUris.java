package io.lakebill.jobs.land;

import java.net.URI;
import java.nio.file.Path;
import org.apache.spark.unsafe.types.UTF8String;

/** Paths of files as Spark tells them of their rows. */
public final class FileUris {

  private static final UTF8String PREFIX = UTF8String.fromString("file:///");

  private FileUris() {}

  /** The path that a URI stands for. Code of Spark calls it, for each row. */
  public static UTF8String path(UTF8String uri) {
    boolean isPlain = uri.startsWith(PREFIX);
    for (int i = 0; isPlain && i < uri.numBytes(); i++) {
      isPlain = uri.getByte(i) != '%';
    }
    if (isPlain) {
      return uri.substringSQL(PREFIX.numChars(), Integer.MAX_VALUE - PREFIX.numChars());
    }
    return UTF8String.fromString(Path.of(URI.create(uri.toString())).toString());
  }
}
