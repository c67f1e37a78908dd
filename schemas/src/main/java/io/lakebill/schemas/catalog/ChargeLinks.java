package io.lakebill.schemas.catalog;

import java.io.Serializable;

/**
 * What a charge names beside what it costs, by id; null for none.
 *
 * @param product of the catalog
 * @param tax a tax rate; rates are rows, so that it exists is not known here
 * @param entitlement of the catalog
 */
public record ChargeLinks(String product, String tax, String entitlement) implements Serializable {

  /** A charge that names nothing. */
  public static final ChargeLinks NONE = new ChargeLinks(null, null, null);
}
