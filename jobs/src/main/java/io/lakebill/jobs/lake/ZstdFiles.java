package io.lakebill.jobs.lake;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionInputStream;
import org.apache.hadoop.io.compress.CompressionOutputStream;
import org.apache.hadoop.io.compress.Compressor;
import org.apache.hadoop.io.compress.Decompressor;

/**
 * Text files that end in {@code .zst}, read with the zstd that Spark brings along: Hadoop's own
 * codec needs a native library that most machines do not have. A file that ends too early, or whose
 * checksum is not right, fails. Named by {@code io.compression.codecs}.
 */
public final class ZstdFiles implements CompressionCodec {

  /** Made by Hadoop. */
  public ZstdFiles() {}

  @Override
  public String getDefaultExtension() {
    return ".zst";
  }

  @Override
  public CompressionInputStream createInputStream(InputStream in) throws IOException {
    return new Decompressed(in);
  }

  @Override
  public CompressionInputStream createInputStream(InputStream in, Decompressor unused)
      throws IOException {
    return createInputStream(in);
  }

  @Override
  public Class<? extends Decompressor> getDecompressorType() {
    return null;
  }

  @Override
  public Decompressor createDecompressor() {
    return null;
  }

  @Override
  public CompressionOutputStream createOutputStream(OutputStream out) {
    throw new UnsupportedOperationException("zstd text files are read, not written");
  }

  @Override
  public CompressionOutputStream createOutputStream(OutputStream out, Compressor unused) {
    return createOutputStream(out);
  }

  @Override
  public Class<? extends Compressor> getCompressorType() {
    return null;
  }

  @Override
  public Compressor createCompressor() {
    return null;
  }

  private static final class Decompressed extends CompressionInputStream {

    private final InputStream text;

    Decompressed(InputStream in) throws IOException {
      super(in);
      text = new ZstdInputStream(in);
    }

    @Override
    public int read() throws IOException {
      return text.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return text.read(bytes, offset, length);
    }

    @Override
    public void resetState() throws IOException {
      throw new IOException("a zstd file is read from its beginning only");
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }
}
