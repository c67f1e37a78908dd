package io.lakebill.tests.bench;

/** Whether each contender has a process of its own, without which figures mean little. */
enum Placement {
  OWN_PROCESSES,
  ONE_PROCESS
}
