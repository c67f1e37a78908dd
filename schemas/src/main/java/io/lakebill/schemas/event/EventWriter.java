package io.lakebill.schemas.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Hands events over: a batch becomes one file of JSON Lines in a directory that {@code land} reads,
 * all of it or nothing. A reader never sees half a file, because it has a hidden name until it is
 * complete and on the disk. {@link #sourceDocument} is how to land it.
 *
 * <p>Several writers, in any number of processes, may share a directory.
 */
public final class EventWriter {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final Path directory;

  private EventWriter(Path directory) {
    this.directory = directory;
  }

  /**
   * A writer into a directory, which is made when there is none.
   *
   * @throws UncheckedIOException if it cannot be made
   */
  public static EventWriter into(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the landing directory " + directory, e);
    }
    return new EventWriter(directory);
  }

  /**
   * The source document with which {@code land} reads such a directory, wherever the document is.
   *
   * @param source the id under which the events are known from then on
   */
  public static String sourceDocument(String source, Path directory) {
    return """
    source: %s
    format: jsonl
    files: %s/*.jsonl
    columns:
      id: id
      time: time
      event_name: name
      account: account
      properties: properties
      version: version
      action: action
    """
        .formatted(source, directory.toAbsolutePath());
  }

  /**
   * What was handed over.
   *
   * @param file holds the batch
   * @param events the batch with the ids that were given; write these again, not the ones without
   *     ids, to be sure that none counts twice
   */
  public record Written(Path file, List<UsageEvent> events) {}

  /**
   * Writes a batch.
   *
   * @throws InvalidEvents if any event has a fault, or there is none; nothing is written
   * @throws UncheckedIOException if the file cannot be written; then it is not there
   */
  public Written write(List<UsageEvent> batch) {
    return write(batch, List.of());
  }

  /**
   * Writes a batch that also takes events back. An event that is written again with a higher
   * version takes the place of the one before; what is withdrawn may have been written before, or
   * come later.
   *
   * @throws InvalidEvents if anything in the batch has a fault, or there is nothing; nothing is
   *     written
   * @throws UncheckedIOException if the file cannot be written; then it is not there
   */
  public Written write(List<UsageEvent> batch, List<Withdrawal> withdrawals) {
    List<String> problems = EventChecks.problems(batch, withdrawals);
    if (!problems.isEmpty()) {
      throw new InvalidEvents(problems);
    }
    List<UsageEvent> events =
        batch.stream()
            .map(event -> event.id().isPresent() ? event : event.withId(UUID.randomUUID() + ""))
            .toList();
    List<Map<String, Object>> lines =
        Stream.concat(
                events.stream().map(EventWriter::fields),
                withdrawals.stream().map(EventWriter::fields))
            .toList();
    Path file = directory.resolve(UUID.randomUUID() + ".jsonl");
    Path hidden = directory.resolve("." + file.getFileName() + ".part");
    try {
      store(hidden, lines);
      Files.move(hidden, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write events to " + file, e);
    }
    return new Written(file, events);
  }

  private static void store(Path file, List<Map<String, Object>> lines) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (Map<String, Object> fields : lines) {
        String text = JSON.writeValueAsString(fields) + "\n";
        ByteBuffer line = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
          channel.write(line);
        }
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static Map<String, Object> fields(UsageEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", event.id().orElseThrow());
    event.version().ifPresent(version -> fields.put("version", version));
    event.time().ifPresent(time -> fields.put("time", time.toString()));
    fields.put("name", event.name());
    fields.put("account", event.account());
    fields.put("properties", event.properties());
    return fields;
  }

  private static Map<String, Object> fields(Withdrawal withdrawal) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", withdrawal.id());
    withdrawal.upTo().ifPresent(version -> fields.put("version", version));
    fields.put("action", "deprecate");
    return fields;
  }
}
