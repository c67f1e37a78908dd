/**
 * Who is billed, for what: sellers, accounts, the keys and users events know them by,
 * subscriptions, counters, objects, credit grants, exchange and tax rates, price adjustments and
 * quantities, read from the rows of CSV, JSON Lines, JSON and YAML files.
 */
package io.lakebill.schemas.account;
