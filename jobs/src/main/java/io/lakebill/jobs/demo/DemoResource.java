package io.lakebill.jobs.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documents of the demo that a person wrote. */
final class DemoResource {

  private DemoResource() {}

  static String text(String name) {
    String resource = "/demo/" + name;
    try (InputStream in = DemoResource.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the application lacks its resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  /** Copies a document to the same place below a directory; returns the copy. */
  static Path copy(String name, Path directory) throws IOException {
    Path copy = directory.resolve(name);
    Files.createDirectories(copy.getParent());
    return Files.writeString(copy, text(name));
  }
}
