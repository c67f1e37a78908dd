/** How a text says when something happened. */
package io.lakebill.schemas.time;
