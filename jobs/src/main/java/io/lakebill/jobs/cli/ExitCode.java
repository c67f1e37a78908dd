package io.lakebill.jobs.cli;

import io.lakebill.jobs.invoice.note.RefusedRequestException;
import io.lakebill.jobs.lake.LakeBusyException;
import io.lakebill.jobs.lake.UnusableKeyException;
import io.lakebill.jobs.lake.UnusableLakeException;
import io.lakebill.jobs.report.BadQueryException;
import io.lakebill.jobs.run.AuditFailedException;
import io.lakebill.jobs.run.ChangedLakeException;
import io.lakebill.jobs.run.MissingSetupException;
import io.lakebill.jobs.run.OutOfOrderException;
import io.lakebill.schemas.document.InvalidDocuments;

/** The exit codes of every command; a scheduler may rely on them. */
final class ExitCode {

  /** Done; rejected rows and held accounts are printed, they are not failures. */
  static final int DONE = 0;

  /** The command line is wrong, or the command comes at the wrong moment. */
  static final int USAGE = 2;

  /** Bad data, or a run that its audit refuses. */
  static final int DATA = 65;

  /** A fault of Lakebill or of what it runs on. */
  static final int INTERNAL = 70;

  /** The same command will succeed later. */
  static final int TRY_AGAIN = 75;

  /** The configuration is wrong: catalog, lake, setup. */
  static final int CONFIGURATION = 78;

  private ExitCode() {}

  /** The exit code of a failure. */
  static int of(Throwable failure) {
    if (failure instanceof BadConfigurationException
        || failure instanceof MissingSetupException
        || failure instanceof UnusableKeyException
        || failure instanceof UnusableLakeException) {
      return CONFIGURATION;
    }
    if (failure instanceof InvalidDocuments
        || failure instanceof AuditFailedException
        || failure instanceof ChangedLakeException
        || failure instanceof RefusedRequestException
        || failure instanceof BadQueryException) {
      return DATA;
    }
    if (failure instanceof LakeBusyException || LostCluster.isWhy(failure)) {
      return TRY_AGAIN;
    }
    return failure instanceof OutOfOrderException || failure instanceof UsageException
        ? USAGE
        : INTERNAL;
  }

  /** Whether the failure's message says all that a user needs, so that no stack trace is shown. */
  static boolean isExplained(Throwable failure) {
    return of(failure) != INTERNAL;
  }
}
