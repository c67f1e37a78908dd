package io.lakebill.jobs.lake;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Files and directories by their names, in which Spark looks for patterns. (Its option not to look
 * for any reads all files once for each name that could be one.)
 */
public final class NamedFiles {

  private static final Pattern SIGN = Pattern.compile("[\\\\{}\\[\\]*?]");

  private NamedFiles() {}

  /** The pattern that a name, and nothing else, matches. */
  public static String pattern(String name) {
    return SIGN.matcher(name).replaceAll("\\\\$0");
  }

  /** The patterns that these names, and nothing else, match. */
  public static String[] patterns(Collection<String> names) {
    return names.stream().map(NamedFiles::pattern).toArray(String[]::new);
  }
}
