package io.lakebill.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintStream;
import java.util.function.Consumer;

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
  private final Consumer<Object> results;

  /** Writes to the process's own streams, or to those of a test. */
  public Console(PrintStream out, PrintStream err) {
    this(out, err, result -> {});
  }

  private Console(PrintStream out, PrintStream err, Consumer<Object> results) {
    this.out = out;
    this.err = err;
    this.results = results;
  }

  /** The same console, which also tells somebody the results for machines. */
  Console telling(Consumer<Object> listener) {
    return new Console(out, err, listener);
  }

  /** A result for people. */
  public void say(String line) {
    out.println(line);
  }

  /** A result for machines. */
  void json(Object value) {
    results.accept(value);
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
