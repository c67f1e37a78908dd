package io.lakebill.jobs.land;

import java.io.Serializable;

/**
 * Some identity hashes on their way.
 *
 * @param areWithdrawn whether their rows withdraw an event
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares chunks
record HashChunk(long[] hashes, boolean areWithdrawn) implements Serializable {}
