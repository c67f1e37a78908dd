package io.lakebill.jobs.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Writes documents as files: {@code DIR/SELLER/NUMBER.EXTENSION}. What a format cannot say is
 * refused with its reasons and stops no other document. A file is whole or not there; one of the
 * same name is replaced.
 */
public final class RenderDocuments {

  private final Path output;
  private final List<DocumentFormat> formats;
  private final Map<String, Integer> written = new TreeMap<>();
  private final TreeSet<String> numbers = new TreeSet<>();
  private final List<Told> refused = new ArrayList<>();
  private final List<Told> remarks = new ArrayList<>();

  /** What is to be said of a document in a format. */
  public record Told(String number, String format, String what) {}

  /**
   * What became of the documents.
   *
   * @param numbers of all that there were
   * @param written files by format
   */
  public record Outcome(
      List<String> numbers, Map<String, Integer> written, List<Told> refused, List<Told> remarks) {}

  /** Formats that are wanted, and where their files go. */
  public RenderDocuments(Path output, List<DocumentFormat> formats) {
    this.output = output;
    this.formats = List.copyOf(formats);
    formats.forEach(format -> written.put(format.extension(), 0));
  }

  /**
   * Writes all there are.
   *
   * @param documents hands over one after the other
   */
  public Outcome render(Consumer<Consumer<BillingDocument>> documents) {
    documents.accept(this::write);
    return new Outcome(
        List.copyOf(numbers), new TreeMap<>(written), List.copyOf(refused), List.copyOf(remarks));
  }

  private void write(BillingDocument document) {
    numbers.add(document.number());
    for (DocumentFormat format : formats) {
      Rendering rendering = format.render(document);
      if (rendering instanceof Rendering.Done done) {
        save(file(document, format), done.content());
        written.merge(format.extension(), 1, Integer::sum);
        tell(remarks, document, format, done.remarks());
      } else if (rendering instanceof Rendering.Refused why) {
        tell(refused, document, format, why.reasons());
      }
    }
  }

  private static void tell(
      List<Told> list, BillingDocument document, DocumentFormat format, List<String> all) {
    all.forEach(what -> list.add(new Told(document.number(), format.extension(), what)));
  }

  private Path file(BillingDocument document, DocumentFormat format) {
    return output
        .resolve(FileNames.of(document.sellerId()))
        .resolve(FileNames.of(document.number()) + '.' + format.extension());
  }

  private static void save(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
      Files.write(partial, content);
      Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
