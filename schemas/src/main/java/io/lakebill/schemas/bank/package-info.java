/** What banks tell of the accounts that they keep, read from messages of ISO 20022. */
package io.lakebill.schemas.bank;
