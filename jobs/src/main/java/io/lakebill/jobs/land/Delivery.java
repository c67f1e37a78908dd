package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.lake.LakeKey;
import io.lakebill.schemas.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Files that a source handed over; none is a delivery, too.
 *
 * @param key makes the pseudonyms that the source wants; empty if it wants none
 */
public record Delivery(Source source, List<Path> files, Optional<LakeKey> key) {

  /** Refuses a source whose names would be written in clear although it wants pseudonyms. */
  public Delivery {
    files = List.copyOf(files);
    if (source.pseudonymous() != key.isPresent()) {
      throw new IllegalArgumentException(
          "source " + source.id() + " has a key if, and only if, it wants pseudonyms");
    }
  }

  /** Files of a source that wants no pseudonyms. */
  public Delivery(Source source, List<Path> files) {
    this(source, files, Optional.empty());
  }

  /** What may be written down of its rows, if not all of it. */
  Optional<Privacy> privacy() {
    return key.map(Privacy::new);
  }

  /** Makes their keys the lake's; a lake has one, or none. */
  static void takeKeys(Lake lake, List<Delivery> deliveries) {
    deliveries.stream()
        .flatMap(delivery -> delivery.key().stream())
        .forEach(key -> key.become(lake.root()));
  }

  /** Those that have files. */
  static List<Delivery> withFiles(List<Delivery> deliveries) {
    return deliveries.stream().filter(delivery -> !delivery.files().isEmpty()).toList();
  }

  /** What is left of deliveries without some of their files. */
  static List<Delivery> without(List<Delivery> deliveries, Set<LandedFiles.FileOfSource> files) {
    List<Delivery> left = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      List<Path> others =
          delivery.files().stream()
              .filter(file -> !files.contains(LandedFiles.FileOfSource.of(delivery.source(), file)))
              .toList();
      left.add(new Delivery(delivery.source(), others, delivery.key()));
    }
    return withFiles(left);
  }
}
