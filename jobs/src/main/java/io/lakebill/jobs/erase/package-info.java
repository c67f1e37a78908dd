/** How a person is forgotten: what nothing rests on is taken from events, in all their copies. */
package io.lakebill.jobs.erase;
