package io.lakebill.jobs.land;

import io.lakebill.schemas.document.InvalidDocuments;
import io.lakebill.schemas.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** The files that a command names, or those that its source names. */
public final class SourceFiles {

  private static final String WILD = "[^*?\\[{]*";

  private SourceFiles() {}

  /**
   * Files by path. A directory stands for all files in and below it, a name with {@code *}, {@code
   * ?}, {@code [} or <code>{</code> for those that it matches, {@code **} for directories however
   * deep. As for Spark, what begins with a dot or an underscore is not there: files that are still
   * being written, and what writers note for themselves. None is an answer: a drop directory may be
   * empty.
   *
   * @throws InvalidDocuments if a file or directory that is named is not there, or is hidden
   */
  public static List<Path> of(Source source, List<String> named) {
    List<String> patterns =
        named.isEmpty() ? source.defaultFiles().map(List::of).orElse(List.of()) : named;
    if (patterns.isEmpty()) {
      throw InvalidDocuments.of(source.id(), "the source names no files, so the command has to");
    }
    return patterns.stream().flatMap(pattern -> matching(pattern).stream()).distinct().toList();
  }

  private static List<Path> matching(String pattern) {
    Path path = Path.of(pattern);
    if (Files.isRegularFile(path)) {
      if (!isVisible(path.getFileName())) {
        throw InvalidDocuments.of(
            pattern, "files that begin with a dot or an underscore are not read, so rename it");
      }
      return List.of(path);
    }
    if (Files.isDirectory(path)) {
      return below(path).toList();
    }
    Path absolute = path.toAbsolutePath().normalize();
    Path directory = fixed(absolute);
    Path wild = directory.relativize(absolute);
    if (wild.toString().matches(WILD) || wild.getName(0).toString().matches(WILD)) {
      throw InvalidDocuments.of(pattern, "there is no such file to land");
    }
    PathMatcher matcher = directory.getFileSystem().getPathMatcher("glob:" + wild);
    return below(directory).filter(file -> matcher.matches(directory.relativize(file))).toList();
  }

  /**
   * The directories that a pattern begins with. What is there by its name is named, whatever
   * characters are in it; the rest is a pattern.
   */
  private static Path fixed(Path pattern) {
    Path fixed = pattern.getRoot();
    for (Path name : pattern) {
      if (!Files.isDirectory(fixed.resolve(name))) {
        break;
      }
      fixed = fixed.resolve(name);
    }
    return fixed;
  }

  private static Stream<Path> below(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all
          .filter(file -> Files.isRegularFile(file) && isVisible(directory.relativize(file)))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  private static boolean isVisible(Path file) {
    for (Path name : file) {
      if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
        return false;
      }
    }
    return true;
  }
}
