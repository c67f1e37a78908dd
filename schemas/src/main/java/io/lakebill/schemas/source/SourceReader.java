package io.lakebill.schemas.source;

import io.lakebill.schemas.document.Document;
import io.lakebill.schemas.document.DocumentReader;
import io.lakebill.schemas.document.DocumentSchema;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads source documents, YAML or JSON; everything that is wrong in one is reported at once. */
public final class SourceReader {

  private static final DocumentSchema SCHEMA = DocumentSchema.named("source");
  private static final Set<String> FIELDS = Set.of("event_name", "account", "version", "action");

  private SourceReader() {}

  /** Reads a file; the files it names are relative to its own place. */
  public static Source read(Path file) {
    return source(DocumentReader.read(file), file);
  }

  /** Reads text; the file's name says which format it is, and where its files are. */
  public static Source parse(String file, String text) {
    return source(DocumentReader.parse(file, text), Path.of(file));
  }

  private static Source source(Document document, Path file) {
    Element source = Mappings.completed(document.element());
    Problems problems = new Problems();
    SCHEMA.check(source, problems);
    SourceChecks.check(source, problems);
    problems.refuse();
    return source(source, file);
  }

  private static Source source(Element root, Path file) {
    Map<String, String> constants = constants(root);
    constants.keySet().removeAll(FIELDS);
    return new Source(
        root.required("source"),
        FileFormat.valueOf(root.required("format").toUpperCase(Locale.ROOT)),
        root.text("files").map(files -> beside(file, files)).orElse(null),
        id(root),
        field(root, "time"),
        field(root, "event_name"),
        field(root, "account"),
        new Changes(field(root, "version"), field(root, "action")),
        properties(root),
        constants,
        timeFormat(root),
        timeZone(root),
        expectedTimes(root),
        root.text("invalid_rows")
            .map(policy -> InvalidRows.valueOf(policy.toUpperCase(Locale.ROOT)))
            .orElse(InvalidRows.ROW),
        Dialects.of(root),
        root.isTrue("pseudonyms"));
  }

  static TimeFormat timeFormat(Element root) {
    return TimeFormat.of(root.text("time_format").orElse("iso"));
  }

  static ZoneId timeZone(Element root) {
    String name = root.text("time_zone").orElse("UTC");
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "unknown time zone '" + name + "'; use a name such as Europe/Berlin", e);
    }
  }

  private static ExpectedTimes expectedTimes(Element root) {
    Optional<Element> expected = root.at("expected_times");
    return new ExpectedTimes(
        days(expected, "days_back").orElse(ExpectedTimes.DEFAULT.daysBack()),
        days(expected, "days_ahead").orElse(ExpectedTimes.DEFAULT.daysAhead()));
  }

  private static Optional<Integer> days(Optional<Element> expected, String name) {
    return expected.flatMap(at -> at.at(name)).map(at -> at.node().asInt());
  }

  private static FieldValue id(Element root) {
    return root.at("columns")
        .flatMap(columns -> columns.at("id"))
        .filter(id -> id.node().isArray())
        .<FieldValue>map(
            id ->
                new FieldValue.Joined(
                    id.entries().stream().flatMap(entry -> entry.text().stream()).toList()))
        .orElseGet(() -> field(root, "id"));
  }

  private static FieldValue field(Element root, String name) {
    return root.at("columns")
        .flatMap(columns -> columns.text(name))
        .<FieldValue>map(FieldValue.Column::new)
        .or(
            () ->
                root.at("constants")
                    .flatMap(constants -> constants.text(name))
                    .map(FieldValue.Constant::new))
        .orElseGet(FieldValue.Absent::new);
  }

  private static PropertyColumns properties(Element root) {
    return root.at("columns")
        .flatMap(columns -> columns.at("properties"))
        .<PropertyColumns>map(
            properties ->
                properties.node().isTextual()
                    ? new PropertyColumns.Nested(properties.text().orElseThrow())
                    : new PropertyColumns.Listed(
                        properties.entries().stream()
                            .flatMap(entry -> entry.text().stream())
                            .toList()))
        .orElseGet(PropertyColumns.Remaining::new);
  }

  private static Map<String, String> constants(Element root) {
    Map<String, String> constants = new TreeMap<>();
    root.at("constants")
        .ifPresent(at -> at.fields().forEach(name -> constants.put(name, at.required(name))));
    return constants;
  }

  /** Text, not a path: globs are not valid paths everywhere, and URIs stay as they are. */
  private static String beside(Path file, String files) {
    Path directory = file.getParent();
    boolean absolute = files.startsWith("/") || files.contains("://");
    return absolute || directory == null ? files : directory + "/" + files;
  }
}
