package io.lakebill.airflow.http;

/** A server did not do what it was asked; the message names the server, the call and what to do. */
public final class RemoteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Says what kind of failure it is, and what to do. */
  public RemoteException(Kind kind, String message) {
    this(kind, message, null);
  }

  /** Also says what caused it. */
  public RemoteException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What kind of failure it is. */
  public Kind kind() {
    return kind;
  }

  /** What a caller can do about a failure. */
  public enum Kind {
    /** No answer, or none now: the same call may succeed later. */
    UNAVAILABLE,
    /** The credentials are wrong: the configuration has to change. */
    REFUSED,
    /** What was named is not there. */
    NOT_FOUND,
    /** It is there already, or its state forbids the call. */
    CONFLICT,
    /** The call is wrong, or the answer is none of the server that was expected. */
    INVALID
  }
}
