package io.lakebill.jobs.land;

import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that a command names, or those that its source names. */
public final class SourceFiles {

  private SourceFiles() {}

  /**
   * Files by path; a directory stands for the files in it, a name with {@code *} for those that it
   * matches in its directory.
   *
   * @throws InvalidDocuments if there is no file
   */
  public static List<Path> of(Source source, List<String> named) {
    List<String> patterns =
        named.isEmpty() ? source.defaultFiles().map(List::of).orElse(List.of()) : named;
    if (patterns.isEmpty()) {
      throw InvalidDocuments.of(source.id(), "the source names no files, so the command has to");
    }
    List<Path> files = new ArrayList<>();
    for (String pattern : patterns) {
      List<Path> found = matching(pattern);
      if (found.isEmpty()) {
        throw InvalidDocuments.of(pattern, "there is no such file to land");
      }
      files.addAll(found);
    }
    return files;
  }

  private static List<Path> matching(String pattern) {
    Path path = Path.of(pattern);
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (Files.isDirectory(path)) {
      return list(path, "*");
    }
    Path directory = path.toAbsolutePath().getParent();
    return Files.isDirectory(directory)
        ? list(directory, path.getFileName().toString())
        : List.of();
  }

  private static List<Path> list(Path directory, String glob) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
      List<Path> files = new ArrayList<>();
      entries.forEach(
          entry -> {
            if (Files.isRegularFile(entry) && !entry.getFileName().toString().startsWith(".")) {
              files.add(entry);
            }
          });
      return files.stream().sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }
}
