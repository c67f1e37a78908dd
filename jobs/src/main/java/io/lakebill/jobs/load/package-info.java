/** Catalogs and accounts, from documents to tables. */
package io.lakebill.jobs.load;
