package io.lakebill.jobs.land;

import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.document.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files that are read more than once and have to say the same every time. */
record UnchangedFiles(Map<Path, Stamp> stamps) {

  /** What changes when somebody writes to a file or puts another in its place. */
  record Stamp(long size, FileTime modified, Optional<String> key) {}

  static UnchangedFiles of(List<Path> files) {
    Map<Path, Stamp> stamps = new LinkedHashMap<>();
    files.forEach(file -> stamps.put(absolute(file), stamp(file)));
    return new UnchangedFiles(stamps);
  }

  /** Whether the file is among them. */
  boolean knows(Path file) {
    return stamps.containsKey(absolute(file));
  }

  /** Whether a file is among them, still there, and what it was. */
  boolean isUnchanged(Path file) {
    return Files.exists(file) && stamp(file).equals(stamps.get(absolute(file)));
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  /**
   * Compares the files with what they were.
   *
   * @throws InvalidDocuments if one has changed
   */
  void check() {
    List<Problem> changed =
        stamps.entrySet().stream()
            .filter(file -> !stamp(file.getKey()).equals(file.getValue()))
            .map(
                file ->
                    new Problem(
                        file.getKey().toString(),
                        0,
                        "",
                        "the file changed while it was landed; land it again when it is complete"))
            .toList();
    if (!changed.isEmpty()) {
      throw new InvalidDocuments(changed);
    }
  }

  private static Stamp stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(
          attributes.size(),
          attributes.lastModifiedTime(),
          Optional.ofNullable(attributes.fileKey()).map(Object::toString));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + file, e);
    }
  }
}
