package io.lakebill.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintStream;

/**
 * Where results go: standard output, as text for people or as JSON for machines. Progress goes to
 * standard error and only when somebody watches.
 */
public final class Console {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final PrintStream out;
  private final PrintStream err;

  /** Writes to the process's own streams, or to those of a test. */
  public Console(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** A result for people. */
  public void say(String line) {
    out.println(line);
  }

  /** A result for machines. */
  void json(Object value) {
    try {
      out.println(JSON.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value, e);
    }
  }

  /** Something that went wrong. */
  void complain(String line) {
    err.println(line);
  }

  /** Something that takes time; shown while it lasts, if a person is there to see it. */
  public Progress progress(String what) {
    return Progress.start(what, err);
  }
}
