package io.lakebill.schemas.document;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Reads YAML ({@code .yaml}, {@code .yml}) and JSON ({@code .json}) files into documents. */
public final class DocumentReader {

  private static final List<String> SUFFIXES = List.of(".yaml", ".yml", ".json");

  private DocumentReader() {}

  /**
   * Reads one file.
   *
   * @throws InvalidDocuments when it is missing, unreadable or not well-formed
   */
  public static Document read(Path file) {
    return parse(file.toString(), text(file));
  }

  /** Parses text; the file's name says which format it is, and names it in problems. */
  public static Document parse(String file, String text) {
    Document document =
        suffixOf(file).equals(".json")
            ? JsonDocument.parse(file, text)
            : YamlDocument.parse(file, text);
    if (document.root().isMissingNode()) {
      throw InvalidDocuments.of(file, "the file is empty");
    }
    return document;
  }

  /** Parses one line of a file of JSON Lines. */
  public static Document parseJsonLine(String file, String text, int line) {
    return JsonDocument.parse(file, text, line);
  }

  /**
   * The documents at a path: the file itself, or those of a directory by name.
   *
   * @throws InvalidDocuments when there is none
   */
  public static List<Path> files(Path fileOrDirectory) {
    if (!Files.exists(fileOrDirectory)) {
      throw InvalidDocuments.of(fileOrDirectory.toString(), "no such file or directory");
    }
    if (!Files.isDirectory(fileOrDirectory)) {
      return List.of(fileOrDirectory);
    }
    List<Path> files =
        list(fileOrDirectory).stream()
            .filter(file -> SUFFIXES.contains(suffixOf(file.toString())))
            .toList();
    if (files.isEmpty()) {
      throw InvalidDocuments.of(
          fileOrDirectory.toString(), "no .yaml, .yml or .json file in this directory");
    }
    return files;
  }

  /** The visible files of a directory, by name. */
  public static List<Path> list(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> Files.isRegularFile(entry))
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw InvalidDocuments.of(directory.toString(), "cannot be read: " + e.getMessage());
    }
  }

  /** The text of a file in UTF-8, without a byte order mark. */
  public static String text(Path file) {
    if (!Files.exists(file)) {
      throw InvalidDocuments.of(file.toString(), "no such file");
    }
    if (Files.isDirectory(file)) {
      throw InvalidDocuments.of(file.toString(), "is a directory; name a file");
    }
    try {
      String text = Files.readString(file);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw InvalidDocuments.of(file.toString(), "is not UTF-8; save it in that encoding");
    } catch (IOException e) {
      throw InvalidDocuments.of(file.toString(), "cannot be read: " + e.getMessage());
    }
  }

  private static String suffixOf(String file) {
    int dot = file.lastIndexOf('.');
    return dot < 0 ? "" : file.substring(dot).toLowerCase(Locale.ROOT);
  }
}
