package io.lakebill.jobs.run;

import java.time.Instant;
import java.util.Map;

/**
 * What one attempt at a job did; written when it starts and again when it ends, so a record that
 * still says {@code started} belongs to a process that died.
 *
 * @param state started, succeeded or failed
 * @param exitCode the command's exit code; -1 while it runs
 * @param reason why it failed, empty otherwise
 * @param counts what it read and wrote, by name
 */
public record Attempt(
    String runId,
    String job,
    int attempt,
    String state,
    Instant startedAt,
    Instant endedAt,
    long millis,
    int exitCode,
    String reason,
    Map<String, Long> counts) {}
