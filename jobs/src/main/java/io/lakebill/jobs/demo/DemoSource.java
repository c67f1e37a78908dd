package io.lakebill.jobs.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files of one source, put together in memory, and how they are written. */
interface DemoSource {

  /** The source's id, which is also the name of its document. */
  String source();

  /** In the order in which they land. */
  List<DemoFile> files();

  void write(DemoFile file, Path path) throws IOException;
}
