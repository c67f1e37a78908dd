package io.lakebill.jobs.land;

import io.lakebill.jobs.lake.ZstdFiles;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * The text of a file without its byte order mark, unpacked where its name says that it is packed.
 * What holds far more than its size on the disk is refused.
 */
final class TextInput {

  private TextInput() {}

  /** Whether a file has to be unpacked, so that it can only be read from its beginning. */
  static boolean isPacked(Path file) {
    return codec(file) != null;
  }

  /** Opens a file at a place; where it is packed, at its beginning. */
  static InputStream open(Path file, long start) throws IOException {
    CompressionCodec codec = codec(file);
    if (codec == null) {
      SeekableByteChannel channel = Files.newByteChannel(file);
      channel.position(start);
      InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
      return start == 0 ? withoutMark(in) : in;
    }
    long most = Sizes.mostBytes(Files.size(file));
    InputStream packed = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    return withoutMark(
        new BufferedInputStream(new Bounded(codec.createInputStream(packed), most), 1 << 16));
  }

  private static CompressionCodec codec(Path file) {
    Configuration codecs = new Configuration(false);
    codecs.set("io.compression.codecs", ZstdFiles.class.getName());
    return new CompressionCodecFactory(codecs)
        .getCodec(new org.apache.hadoop.fs.Path(file.toUri()));
  }

  /** How long the byte order mark of a file is that is not packed. */
  static long markLength(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] begins = in.readNBytes(3);
      boolean isMark =
          begins.length == 3
              && begins[0] == (byte) 0xef
              && begins[1] == (byte) 0xbb
              && begins[2] == (byte) 0xbf;
      return isMark ? 3 : 0;
    }
  }

  private static InputStream withoutMark(InputStream in) throws IOException {
    in.mark(3);
    int first = in.read();
    int second = in.read();
    if ((first == 0xff && second == 0xfe) || (first == 0xfe && second == 0xff)) {
      throw new RefusedFileException("it is UTF-16; write it in UTF-8, and send it again");
    }
    if (first != 0xef || second != 0xbb || in.read() != 0xbf) {
      in.reset();
    }
    return in;
  }

  /** Fails where it has given more than it may. */
  private static final class Bounded extends FilterInputStream {

    private long left;

    Bounded(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) throws IOException {
      left -= read;
      if (left < 0) {
        throw Sizes.refused();
      }
    }
  }
}
