package io.lakebill.airflow.scheduler;

import java.net.URI;

/** An Airflow, and who asks it. */
public record Login(URI server, String user, String password) {

  /** Without the password. */
  @Override
  public String toString() {
    return user + " at " + server;
  }
}
