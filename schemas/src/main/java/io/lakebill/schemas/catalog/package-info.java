/**
 * What is measured, sold and charged: the catalog, and its reading from documents. A catalog that
 * exists has no dangling reference; every amount in it is exact.
 */
package io.lakebill.schemas.catalog;
