package io.lakebill.jobs.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A line on standard error that moves while work is done; nothing without a terminal. */
public final class Progress implements AutoCloseable {

  private final ProgressBar bar;

  private Progress(ProgressBar bar) {
    this.bar = bar;
  }

  // On the JDK 17 that the build requires there is a console only if a person sits at a terminal.
  @SuppressWarnings("SystemConsoleNull")
  static Progress start(String what, PrintStream err) {
    if (System.console() == null) {
      return new Progress(null);
    }
    return new Progress(
        new ProgressBarBuilder()
            .setTaskName(what)
            .setInitialMax(-1)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(err))
            .setUpdateIntervalMillis(250)
            .clearDisplayOnFinish()
            .build());
  }

  /** Names the step that begins. */
  public void step(String name) {
    if (bar != null) {
      bar.setExtraMessage(name);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
