package io.lakebill.schemas.account;

import java.util.Optional;

/**
 * A name under which senders of events know an account.
 *
 * @param key a subject, as events carry it
 * @param subscriptionId the one subscription it stands for; null when it stands for the account
 */
public record AccountKey(String key, String accountId, String subscriptionId)
    implements AccountRow {

  /** The one subscription it stands for, if any. */
  public Optional<String> subscription() {
    return Optional.ofNullable(subscriptionId);
  }

  @Override
  public RowKind kind() {
    return RowKind.ACCOUNT_KEYS;
  }

  @Override
  public String id() {
    return key;
  }
}
