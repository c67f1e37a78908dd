package io.lakebill.schemas.catalog;

import java.io.Serializable;

/** One thing that a plan charges for. */
public sealed interface PlanCharge extends Serializable
    permits UsageCharge, RecurringCharge, OneTimeCharge, UnsupportedCharge {

  /** Unique within the plan. */
  String id();

  /** What invoices call it. */
  String name();

  /** The charge's type in documents: usage, recurring, one_time, counter or composite. */
  String type();
}
