/** The producer's side: a library that hands events over, without Spark on its classpath. */
package io.lakebill.schemas.event;
