package io.lakebill.schemas.account;

import java.util.Optional;

/**
 * Somebody who uses what an account pays for; events that name them count for the account.
 *
 * @param userId a subject, as events carry it
 * @param name null when it is not told
 */
public record AccountUser(String userId, String accountId, String name) implements AccountRow {

  /** What they are called, if it is told. */
  public Optional<String> displayName() {
    return Optional.ofNullable(name);
  }

  @Override
  public RowKind kind() {
    return RowKind.USERS;
  }

  @Override
  public String id() {
    return userId;
  }
}
