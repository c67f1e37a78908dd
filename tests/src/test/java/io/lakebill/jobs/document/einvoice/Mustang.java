package io.lakebill.jobs.document.einvoice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The validator of the Mustang project. It judges PDF/A with veraPDF, metadata, and CII and UBL by
 * the rules of Factur-X and EN 16931. It brings libraries of versions that are not Spark's, so it
 * is in a jar that only a class loader of its own sees.
 */
public final class Mustang {

  private static final Path JAR =
      Path.of(System.getProperty("lakebill.project"), "tests/target/judges/mustang.jar");

  private static final ClassLoader ITS_OWN = loader();

  private Mustang() {}

  /**
   * What it objects to, notices aside: its report, or nothing.
   *
   * @param name of the file, by which it knows what it is
   */
  public static List<String> objections(byte[] file, String name) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ITS_OWN);
    try {
      Class<?> type = ITS_OWN.loadClass("org.mustangproject.validator.ZUGFeRDValidator");
      Object validator = type.getConstructor().newInstance();
      type.getMethod("disableNotices").invoke(validator);
      Method validate = type.getMethod("validate", byte[].class, String.class);
      String report = (String) validate.invoke(validator, file, name);
      boolean isValid = (boolean) type.getMethod("wasCompletelyValid").invoke(validator);
      return isValid ? List.of() : List.of(report);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot ask " + JAR, e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static ClassLoader loader() {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException("there is no " + JAR + "; the build puts it there");
    }
    try {
      return new URLClassLoader(
          new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
