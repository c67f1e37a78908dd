package io.lakebill.jobs.land;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.land.LandedFiles.FileOfSource;
import io.lakebill.schemas.source.Source;
import io.lakebill.schemas.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * What is in the files of a landing, by hash, and which of them landed before, whatever their names
 * were. All rows of these are duplicates, so nobody reads them again: a drop directory may keep its
 * files. How a source reads them is part of the hash, and so is the version of Lakebill: either may
 * make something else of the same file.
 *
 * @param hashes of each file
 * @param rows how many rows each file has that landed before
 * @param stamps of all files, before they were looked at
 */
record KnownContents(
    Map<FileOfSource, String> hashes, Map<FileOfSource, Long> rows, UnchangedFiles stamps) {

  static KnownContents of(Lake lake, List<Delivery> deliveries) {
    UnchangedFiles stamps =
        UnchangedFiles.of(
            deliveries.stream()
                .flatMap(delivery -> delivery.files().stream())
                .filter(Files::isReadable)
                .toList());
    Map<FileOfSource, String> hashes = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      for (Path file : delivery.files()) {
        if (stamps.knows(file)) {
          hashes.put(FileOfSource.of(delivery.source(), file), hash(delivery, file));
        }
      }
    }
    return new KnownContents(hashes, landedBefore(lake, hashes), stamps);
  }

  private static Map<FileOfSource, Long> landedBefore(Lake lake, Map<FileOfSource, String> hashes) {
    Map<String, Long> rowsByHash = new HashMap<>();
    for (Row row :
        lake.read(Table.LANDINGS)
            .where(col("content_hash").isin(hashes.values().toArray()))
            .groupBy("content_hash")
            .agg(max("handed_over"))
            .collectAsList()) {
      rowsByHash.put(row.getString(0), row.getLong(1));
    }
    Map<FileOfSource, Long> rows = new LinkedHashMap<>();
    hashes.forEach(
        (file, hash) -> {
          if (rowsByHash.containsKey(hash)) {
            rows.put(file, rowsByHash.get(hash));
          }
        });
    return rows;
  }

  /** The same as if no file had landed before, so that all are read. */
  KnownContents asIfNew() {
    return new KnownContents(hashes, Map.of(), stamps);
  }

  /** What {@code landings} says of files that landed before. */
  Map<FileOfSource, LandedRows> outcomes() {
    Map<FileOfSource, LandedRows> outcomes = new LinkedHashMap<>();
    rows.forEach((file, number) -> outcomes.put(file, LandedRows.ofDuplicates(number)));
    return outcomes;
  }

  /** The hashes of files that are still what they were when the landing began. */
  Map<FileOfSource, String> lasting() {
    Map<FileOfSource, String> lasting = new LinkedHashMap<>(hashes);
    lasting.keySet().removeIf(file -> !stamps.isUnchanged(Path.of(file.file())));
    return lasting;
  }

  private static String hash(Delivery delivery, Path file) {
    MessageDigest digest = sha256();
    digest.update(reading(delivery.source()).getBytes(StandardCharsets.UTF_8));
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    String hash = HexFormat.of().formatHex(digest.digest());
    // A file of few rows can be guessed by whoever has a hash of it.
    return delivery.key().map(key -> key.pseudonym(hash)).orElse(hash);
  }

  private static String reading(Source source) {
    return KnownContents.class.getPackage().getImplementationVersion()
        + " "
        + source.withoutFiles()
        + "\n";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
