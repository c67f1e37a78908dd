package io.lakebill.jobs.cli;

import java.util.List;

/** What a dry run found. */
final class Touched {

  private Touched() {}

  /** Says what would be touched that is billed. */
  static void say(Console console, List<String> sentences) {
    sentences.forEach(console::say);
    console.say(
        (sentences.isEmpty() ? "nothing that is billed would be touched" : "what is billed stays")
            + "; nothing was written");
  }
}
