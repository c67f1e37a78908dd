package io.lakebill.tests.bench;

/** Where contenders work. */
interface Contenders {

  /** Does a piece of work, and says what it took. */
  Measurement measure(String name, Work work);

  /**
   * All in this process, one after the other: quick, to see that everything works. Only the first
   * pays for its start, so the figures are not those of nights, and there is no peak of their own.
   */
  static Contenders inThisProcess() {
    return (name, work) -> {
      Stopwatch stopwatch = Stopwatch.startingNow();
      work.run(stopwatch);
      return new Measurement(stopwatch.measurement().phases(), null);
    };
  }
}
