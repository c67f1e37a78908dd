package io.lakebill.schemas.account;

import java.io.Serializable;

/** A row about who is billed, for what quantity, or with what credit. */
public interface AccountRow extends Serializable {

  /** What the row is, which is also its table. */
  RowKind kind();

  /** What tells it from the other rows of its kind, as paths of problems show it. */
  String id();
}
