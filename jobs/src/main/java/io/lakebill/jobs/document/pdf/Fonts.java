package io.lakebill.jobs.document.pdf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The fonts that documents are drawn with: the one that comes with the program, then those of
 * directories by the names of their files. The first that has a character draws it.
 */
public final class Fonts {

  private final List<Face> faces;

  private Fonts(List<Face> faces) {
    this.faces = List.copyOf(faces);
  }

  /** A choice for one document, and what none of the fonts can draw of it. */
  record Choice(List<Face> faces, Set<Integer> missing) {}

  /** The font that comes with the program alone. */
  public static Fonts broughtAlong() {
    return new Fonts(List.of(Face.broughtAlong()));
  }

  /**
   * With the TrueType fonts of directories and what is in them.
   *
   * @throws IllegalArgumentException if a directory has none, or one cannot be read
   */
  public static Fonts in(List<Path> directories) {
    List<Face> faces = new ArrayList<>(List.of(Face.broughtAlong()));
    for (Path directory : directories) {
      List<Path> files = files(directory);
      if (files.isEmpty()) {
        throw new IllegalArgumentException(
            "there is no TrueType font (*.ttf) in the directory %s".formatted(directory));
      }
      for (Path file : files) {
        faces.add(read(file));
      }
    }
    return new Fonts(faces);
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(
              file -> file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".ttf"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the directory of fonts %s cannot be read".formatted(directory), e);
    }
  }

  private static Face read(Path file) {
    try {
      return Face.read(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("the font %s cannot be read".formatted(file), e);
    }
  }

  /** The fonts that characters need; the one that comes with the program is always among them. */
  Choice choose(Set<Integer> characters) {
    List<Face> chosen = new ArrayList<>();
    Set<Integer> missing = new TreeSet<>(characters);
    for (Face face : faces) {
      if (missing.removeIf(face::draws) || chosen.isEmpty()) {
        chosen.add(face);
      }
    }
    return new Choice(chosen, missing);
  }
}
