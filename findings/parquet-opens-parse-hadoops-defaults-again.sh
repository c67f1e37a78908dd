#!/usr/bin/env bash
# parquet-hadoop 1.17.0 (Java) with Hadoop 3.5.0: ParquetFileReader.open(file) of a HadoopInputFile that was made with a
# Configuration does not read with it. It makes options from a new Configuration of its own, which parses core-default.xml
# and core-site.xml again, for each file that is opened; so does ParquetReader.Builder(Path), even if withConf follows. Who
# reads many small files, such as a log's or a small table's, spends most of the time there: of a batch job over tables of
# a few hundred rows it was a seventh of all CPU samples. HadoopReadOptions.builder(configuration), given to open, and
# ParquetReader.Builder(InputFile) do not.
# Seen: ten opens look core-default.xml up ten times, ten of a builder with a path ten times, with options and with an
# input file never.
# Ends with 0 while that is so. Needs Maven and a JDK 17 or later.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat >"$work/pom.xml" <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.parquet</groupId>
      <artifactId>parquet-hadoop</artifactId>
      <version>1.17.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.hadoop</groupId>
      <artifactId>hadoop-client-api</artifactId>
      <version>3.5.0</version>
    </dependency>
    <dependency>
      <groupId>org.apache.hadoop</groupId>
      <artifactId>hadoop-client-runtime</artifactId>
      <version>3.5.0</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -B -q -f "$work/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$work/lib" >"$work/log"
cat >"$work/Finding.java" <<'JAVA'
import java.net.URL;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.schema.MessageTypeParser;

class Finding {

  static int lookedUp;

  /** Counts how often Hadoop asks for its defaults. */
  static class Counting extends ClassLoader {
    Counting(ClassLoader parent) {
      super(parent);
    }

    @Override
    public URL getResource(String name) {
      lookedUp += name.equals("core-default.xml") ? 1 : 0;
      return super.getResource(name);
    }
  }

  static class Groups extends ParquetReader.Builder<Group> {
    Groups(Path path) {
      super(path);
    }

    Groups(InputFile file) {
      super(file);
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  interface Opening {
    AutoCloseable open() throws Exception;
  }

  static int tenTimes(Opening opening) throws Exception {
    int before = lookedUp;
    for (int i = 0; i < 10; i++) {
      opening.open().close();
    }
    return lookedUp - before;
  }

  public static void main(String[] args) throws Exception {
    Thread.currentThread().setContextClassLoader(new Counting(Finding.class.getClassLoader()));
    Configuration settings = new Configuration();
    settings.size();
    Path path = new Path(args[0], "one.parquet");
    var schema = MessageTypeParser.parseMessageType("message one { required int32 n; }");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(path).withConf(settings).withType(schema).build()) {
      writer.write(new SimpleGroupFactory(schema).newGroup().append("n", 1));
    }
    InputFile file = HadoopInputFile.fromPath(path, settings);
    int[] seen = {
      tenTimes(() -> ParquetFileReader.open(file)),
      tenTimes(() -> new Groups(path).withConf(settings).build()),
      tenTimes(() -> ParquetFileReader.open(file, HadoopReadOptions.builder(settings).build())),
      tenTimes(() -> new Groups(file).build())
    };
    System.out.println(Arrays.toString(seen));
    System.exit(Arrays.equals(seen, new int[] {10, 10, 0, 0}) ? 0 : 1);
  }
}
JAVA
java -cp "$work/lib/*" "$work/Finding.java" "$work" 2>"$work/log" || { tail -5 "$work/log"; exit 1; }
