package io.lakebill.tests.bench;

/** Whether files hold events more than once, so that who reads them has to deduplicate. */
enum Copies {
  NONE,
  SOME
}
