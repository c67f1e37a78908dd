/** Documents as HTML pages: one file each, with everything in it. */
package io.lakebill.jobs.document.page;
