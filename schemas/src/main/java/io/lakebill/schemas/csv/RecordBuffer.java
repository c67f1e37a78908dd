package io.lakebill.schemas.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The bytes of a stream, one record after the other. Of a record that is longer than any may be
 * only its beginning is kept, so memory does not grow with what a file says.
 */
public final class RecordBuffer {

  private static final int FIRST_SIZE = 1 << 16;

  private final InputStream in;
  private final int most;
  private final int kept;
  private final CRC32C checksum = new CRC32C();
  private byte[] bytes;
  private int start;
  private int next;
  private int end;
  private long dropped;
  private boolean isDropping;
  private long position;

  /**
   * Reads a stream.
   *
   * @param most bytes of a record that is kept whole
   * @param kept bytes that are kept of a longer one
   */
  public RecordBuffer(InputStream in, int most, int kept) {
    this.in = in;
    this.most = most;
    this.kept = Math.min(kept, most);
    this.bytes = new byte[Math.min(FIRST_SIZE, 2 * most + 2)];
  }

  /** The next byte; -1 when there is none. */
  public int read() throws IOException {
    return next < end || refill() ? bytes[next++] & 0xff : -1;
  }

  /** The byte that comes next, which stays there; -1 when there is none. */
  public int peek() throws IOException {
    return next < end || refill() ? bytes[next] & 0xff : -1;
  }

  /** The next byte begins a record. */
  public void begin() {
    position = position();
    start = next;
    dropped = 0;
    isDropping = false;
  }

  /** How many bytes of the stream came before the byte that comes next. */
  public long position() {
    return position + length();
  }

  /** How many bytes of the record have been read. */
  public long length() {
    return dropped + next - start;
  }

  /** Whether the record has more bytes than any may have. */
  public boolean isOversized() {
    return length() > most;
  }

  /** Bytes of a record that is not too long, counted from its beginning. */
  public byte[] bytes(int from, int to) {
    return Arrays.copyOfRange(bytes, start + from, start + to);
  }

  byte at(int index) {
    return bytes[start + index];
  }

  /**
   * A record that is too long: its beginning, how long it is and a checksum of all of it.
   *
   * @param length of the record without its line end
   */
  public byte[] beginning(long length) {
    byte[] begins = Arrays.copyOfRange(bytes, start, start + Math.min(kept, next - start));
    CRC32C whole = new CRC32C();
    if (!isDropping) {
      whole.update(bytes, start, next - start);
    } else {
      checksum.update(bytes, start + kept, next - start - kept);
      whole = checksum;
    }
    byte[] rest =
        " ... (%d bytes, CRC-32C %08x)"
            .formatted(length, whole.getValue())
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(begins, begins.length + rest.length);
    System.arraycopy(rest, 0, all, begins.length, rest.length);
    return all;
  }

  private boolean refill() throws IOException {
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      next -= start;
      end -= start;
      start = 0;
    }
    if (isDropping || end > most) {
      drop();
    } else if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int read = in.read(bytes, end, bytes.length - end);
    end += Math.max(read, 0);
    return read > 0;
  }

  private void drop() {
    if (!isDropping) {
      isDropping = true;
      checksum.reset();
      checksum.update(bytes, 0, kept);
    }
    checksum.update(bytes, kept, end - kept);
    dropped += end - kept;
    next = kept;
    end = kept;
  }
}
