/**
 * Who is billed: sellers, accounts, the keys events know them by, and subscriptions, read from the
 * rows of CSV, JSON Lines, JSON and YAML files.
 */
package io.lakebill.schemas.account;
