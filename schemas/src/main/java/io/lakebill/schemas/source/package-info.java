/** How the files of a sender become events. */
package io.lakebill.schemas.source;
