/**
 * Documents that people write: read with the place of every value, checked against a JSON Schema,
 * and refused with all that is wrong in them at once.
 */
package io.lakebill.schemas.document;
