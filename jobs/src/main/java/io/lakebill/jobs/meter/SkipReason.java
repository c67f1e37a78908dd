package io.lakebill.jobs.meter;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.lakebill.jobs.meter.expression.EventValues;
import io.lakebill.jobs.meter.priced.MeteredProfile;
import io.lakebill.schemas.catalog.Operation;
import org.apache.spark.sql.Column;

/** Why an event that counts reports nothing usable, in words; null where it does. */
record SkipReason(MeteredProfile profile) {

  private static final String NUMBER = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$";

  Column column() {
    String property = profile.profile().property();
    return switch (profile.profile().aggregation()) {
      case COUNT -> lit(null).cast("string");
      case SQL ->
          when(
              not(profile.sql().orElseThrow().isUsable()),
              "an aggregate of the expression finds no value in it");
      case UNIQUE_COUNT, PRORATED_UNIQUE_COUNT ->
          profile
              .profile()
              .comingAndGoing()
              .map(operation -> noOperation(operation, property))
              .orElseGet(() -> missing(property));
      default -> noNumber(property);
    };
  }

  private static Column missing(String property) {
    return when(EventValues.property(property).isNull(), "'" + property + "' is missing");
  }

  private static Column noNumber(String property) {
    Column text = EventValues.property(property);
    Column isUnusable = EventValues.quantity(property).isNull();
    Column why =
        when(trim(text).rlike(NUMBER), "'" + property + "' is a number without room in a quantity")
            .otherwise("'" + property + "' is not a number");
    return missing(property).when(isUnusable, why);
  }

  private static Column noOperation(Operation operation, String property) {
    Column said = EventValues.property(operation.property());
    return missing(property)
        .when(
            not(said.eqNullSafe(operation.add()).or(said.eqNullSafe(operation.remove()))),
            "'%s' is neither '%s' nor '%s'"
                .formatted(operation.property(), operation.add(), operation.remove()));
  }
}
