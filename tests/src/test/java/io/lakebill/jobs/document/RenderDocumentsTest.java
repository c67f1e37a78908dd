package io.lakebill.jobs.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents become files, and what a format refuses stops no other. */
class RenderDocumentsTest {

  @TempDir private Path folder;

  private record Picky() implements DocumentFormat {

    @Override
    public String extension() {
      return "txt";
    }

    @Override
    public Rendering render(BillingDocument document) {
      return document.isCreditNote()
          ? new Rendering.Refused(List.of("it is a credit note", "it is short"))
          : new Rendering.Done(document.number().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  private static BillingDocument numbered(String number, boolean credit) {
    Drafted drafted = Drafted.invoice(number, "EUR").line("Fee", "1", "2", null);
    return (credit ? drafted.creditNote() : drafted).build();
  }

  private RenderDocuments.Outcome render() {
    Consumer<Consumer<BillingDocument>> all =
        reader ->
            Stream.of(numbered("A/1", false), numbered("CN-1", true), numbered("A/2", false))
                .forEach(reader);
    return new RenderDocuments(folder, List.of(new Picky())).render(all);
  }

  @Test
  void everyReasonOfARefusalIsToldAndTheOthersAreWritten() throws IOException {
    RenderDocuments.Outcome outcome = render();

    assertEquals(List.of("A/1", "A/2", "CN-1"), outcome.numbers());
    assertEquals(2, outcome.written().get("txt"));
    assertEquals(
        List.of(
            new RenderDocuments.Told("CN-1", "txt", "it is a credit note"),
            new RenderDocuments.Told("CN-1", "txt", "it is short")),
        outcome.refused());
    assertEquals("A/2", Files.readString(folder.resolve("house/A%2F2.txt")));
  }

  @Test
  void aFileThatWasThereIsReplacedAndNothingElseIsLeft() throws IOException {
    render();
    byte[] before = Files.readAllBytes(folder.resolve("house/A%2F1.txt"));
    Files.writeString(folder.resolve("house/A%2F1.txt"), "something else, and longer");

    render();

    assertArrayEquals(before, Files.readAllBytes(folder.resolve("house/A%2F1.txt")));
    try (Stream<Path> files = Files.list(folder.resolve("house"))) {
      assertEquals(2, files.count());
    }
  }
}
