package io.lakebill.jobs.invoice.account;

import io.lakebill.pricing.period.Days;

/**
 * What a line of an invoice was made of.
 *
 * @param bill the part of the invoice that it is on
 * @param charge of whose lines it is; null for overage, which is of all that were in its unit, and
 *     for the minimum of the invoice
 * @param part its place among the lines of the charge
 */
public record LineOrigin(Bill bill, ChargedPeriod charge, int part) {

  /**
   * What a subscription brings to an invoice for one of its periods; of the minimum of the invoice
   * it is that of all, and all else is null.
   *
   * @param account that is charged, by which or for which another it is paid
   * @param plan its id
   * @param period whose start or end is billed
   */
  public record Bill(String account, String subscription, String plan, Days period) {

    /** Names it on its invoice, also in messages; of a day it may be on the plan before, too. */
    String id() {
      return subscription + " of " + period.start() + " by plan " + plan;
    }
  }
}
