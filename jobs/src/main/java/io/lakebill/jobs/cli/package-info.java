/** The command line: arguments in, results and exit codes out. */
package io.lakebill.jobs.cli;
