package io.lakebill.tests.bench;

import io.lakebill.jobs.lake.Lake;
import io.lakebill.jobs.land.Delivery;
import io.lakebill.jobs.land.LandEvents;
import io.lakebill.schemas.source.SourceReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Event files to land.
 *
 * @param source the document that says how their rows become events
 */
record NewFiles(String source, List<String> files) {

  NewFiles {
    files = List.copyOf(files);
  }

  void land(Lake lake, Clock clock) {
    List<Path> paths = files.stream().map(Path::of).toList();
    new LandEvents(clock)
        .land(lake, List.of(new Delivery(SourceReader.read(Path.of(source)), paths)));
  }
}
