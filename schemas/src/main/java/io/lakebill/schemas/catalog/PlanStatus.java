package io.lakebill.schemas.catalog;

import java.util.Locale;

/** How far a plan is in its life. */
public enum PlanStatus {
  /** Still being written; nobody can subscribe. */
  DRAFT,
  /** On sale. */
  ACTIVE,
  /** Off sale; those who have it keep it. */
  ARCHIVED;

  /** The name in documents, {@code draft}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
