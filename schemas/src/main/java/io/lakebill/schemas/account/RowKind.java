package io.lakebill.schemas.account;

import io.lakebill.schemas.document.DocumentSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the rows of a file are; the file's name says it. */
enum RowKind {
  SELLERS("seller", "seller_id"),
  ACCOUNTS("account", "account_id"),
  ACCOUNT_KEYS("account_key", "key"),
  SUBSCRIPTIONS("subscription", "subscription_id");

  private final String schemaName;
  private final String idColumn;

  RowKind(String schemaName, String idColumn) {
    this.schemaName = schemaName;
    this.idColumn = idColumn;
  }

  static Optional<RowKind> ofStem(String stem) {
    return Arrays.stream(values()).filter(kind -> kind.stem().equals(stem)).findFirst();
  }

  static List<String> stems() {
    return Arrays.stream(values()).map(RowKind::stem).toList();
  }

  /** The name of files and of the table. */
  String stem() {
    return name().toLowerCase(Locale.ROOT);
  }

  DocumentSchema schema() {
    return DocumentSchema.named(schemaName);
  }

  String idColumn() {
    return idColumn;
  }

  /** {@code accounts/acme}. */
  String path(String id) {
    return stem() + "/" + id;
  }
}
