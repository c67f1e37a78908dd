package io.lakebill.jobs.run;

import java.util.Map;
import java.util.Set;

/** One step of a run. It reads pinned tables and staging, and writes to staging alone. */
public interface Job {

  /** The word for it on the command line and in attempt records. */
  String name();

  /** What it stages, by name; a step that is done again makes what later steps staged stale. */
  Set<String> stages();

  /** Does the step, from the start, whatever an earlier attempt left; returns what to count. */
  Map<String, Long> run(RunContext context);
}
