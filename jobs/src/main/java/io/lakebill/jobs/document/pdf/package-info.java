/** Documents as PDF: the same pages, on paper. */
package io.lakebill.jobs.document.pdf;
