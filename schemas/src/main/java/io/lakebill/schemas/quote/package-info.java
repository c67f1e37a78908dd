/** What a person writes down to have a plan quoted: usage, and what was agreed with a customer. */
package io.lakebill.schemas.quote;
