/**
 * CSV as it is written and read everywhere in the house: a record is whole, or its file is none.
 */
package io.lakebill.schemas.csv;
