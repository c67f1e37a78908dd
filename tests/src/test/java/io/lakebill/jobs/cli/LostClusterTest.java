package io.lakebill.jobs.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which faults of Spark a later attempt may get past; the messages are Spark's own. */
class LostClusterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Job aborted due to stage failure: ... ExecutorLostFailure (executor 1 exited) | 75
          Application has been killed. Reason: All masters are unresponsive! Giving up. | 75
          Job 7 cancelled because SparkContext was shut down                            | 75
          Job aborted due to stage failure: ... ArithmeticException: overflow           | 70
          """)
  void aLostClusterIsWorthAnotherTry(String message, int exitCode) {
    assertEquals(exitCode, ExitCode.of(new SparkException(message)));
    assertEquals(exitCode, ExitCode.of(new IllegalStateException(new SparkException(message))));
  }

  @Test
  void whatASenderWroteIsNoSignOfALostCluster() {
    assertEquals(70, ExitCode.of(new IllegalArgumentException("SparkContext was shut down")));
  }
}
