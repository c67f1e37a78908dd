package io.lakebill.jobs.land;

import io.lakebill.schemas.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Files that a source handed over; none is a delivery, too. */
public record Delivery(Source source, List<Path> files) {

  public Delivery {
    files = List.copyOf(files);
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
      left.add(new Delivery(delivery.source(), others));
    }
    return withFiles(left);
  }
}
