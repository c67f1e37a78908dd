package io.lakebill.schemas.catalog;

import java.util.Optional;

/**
 * A valid charge that this version does not bill. Subscriptions with one are held with the reason,
 * never billed without it.
 *
 * @param reason what is not billed yet, for a person
 * @param type its type in the document
 * @param document the charge as canonical JSON, so that the catalog keeps all of it
 */
public record UnsupportedCharge(String id, String name, String reason, String type, String document)
    implements PlanCharge {

  @Override
  public Optional<String> notBilledYet() {
    return Optional.of(reason);
  }
}
