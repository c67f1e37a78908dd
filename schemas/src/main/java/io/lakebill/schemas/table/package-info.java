/** The tables of a lake: their names, what they are for, and the statement that creates each. */
package io.lakebill.schemas.table;
