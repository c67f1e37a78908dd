package io.lakebill.schemas.account;

import io.lakebill.schemas.document.DocumentReader;
import io.lakebill.schemas.document.DocumentSchema;
import io.lakebill.schemas.document.Element;
import io.lakebill.schemas.document.Problems;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A database that knows who is billed, and what to ask it. How to log in stands elsewhere: in the
 * environment, or in a file of properties.
 *
 * @param file the document, for problems
 * @param url for JDBC, without a password
 * @param userVariable names the environment variable with the user; null for none
 * @param passwordVariable names the environment variable with the password; null for none
 * @param properties a file of connection properties; null for none
 * @param queries by kind of rows, each with that kind's columns
 */
public record AccountDatabase(
    Path file,
    String url,
    String userVariable,
    String passwordVariable,
    Path properties,
    Map<RowKind, String> queries) {

  private static final DocumentSchema SCHEMA = DocumentSchema.named("database");

  private static final Pattern HAS_PASSWORD =
      Pattern.compile("(?i).*([?&;](ssl)?password=|//[^/@]*:[^/@]*@).*");

  public AccountDatabase {
    queries = Map.copyOf(queries);
  }

  /** The environment variable with the user, if one is named. */
  public Optional<String> user() {
    return Optional.ofNullable(userVariable);
  }

  /** The environment variable with the password, if one is named. */
  public Optional<String> password() {
    return Optional.ofNullable(passwordVariable);
  }

  /** The file of connection properties, if one is named. */
  public Optional<Path> propertiesFile() {
    return Optional.ofNullable(properties);
  }

  /**
   * Reads a YAML or JSON document; paths in it start from where it lies.
   *
   * @throws io.lakebill.schemas.document.InvalidDocuments listing everything that is wrong
   */
  public static AccountDatabase read(Path file) {
    Element root = DocumentReader.read(file).element();
    Problems problems = new Problems();
    SCHEMA.check(root, problems);
    root.at("jdbc")
        .filter(url -> HAS_PASSWORD.matcher(url.text().orElse("")).matches())
        .ifPresent(
            url ->
                problems.add(
                    url,
                    "a password has no place here; name an environment variable in"
                        + " 'password_variable', or a file in 'properties'"));
    Map<RowKind, String> queries = new EnumMap<>(RowKind.class);
    root.at("rows")
        .ifPresent(
            rows ->
                rows.fields()
                    .forEach(
                        name -> query(rows, name).ifPresent(q -> queries.put(q.kind(), q.sql()))));
    problems.refuse();
    return new AccountDatabase(
        file,
        root.required("jdbc"),
        root.text("user_variable").orElse(null),
        root.text("password_variable").orElse(null),
        root.text("properties").map(file::resolveSibling).orElse(null),
        queries);
  }

  private record Query(RowKind kind, String sql) {}

  private static Optional<Query> query(Element rows, String name) {
    Optional<Element> at = rows.at(name);
    Optional<String> sql =
        at.flatMap(row -> row.text("query"))
            .or(() -> at.flatMap(row -> row.text("table")).map(table -> "SELECT * FROM " + table));
    return RowKind.ofStem(name).flatMap(kind -> sql.map(text -> new Query(kind, text)));
  }
}
