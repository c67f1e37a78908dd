package io.lakebill.jobs.land;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Lines that end between two tokens of an object or a list. */
final class UnfinishedJson {

  private static final JsonFactory JSON = new JsonFactory();

  private UnfinishedJson() {}

  /**
   * Whether a line is a part of what the line before it has begun: it goes on with it, as JSON. One
   * that was cut off goes on with nothing. Most lines are objects, and told at a glance.
   */
  static boolean goesOn(byte[] line, byte[] next) throws IOException {
    byte first = firstOf(line);
    boolean isWhole = lastOf(line) == '}' && firstOf(next) == '{';
    return (first == '{' || first == '[')
        && !isWhole
        && isUnfinished(line)
        && isWhatComesNext(line, next);
  }

  private static boolean isUnfinished(byte[] line) throws IOException {
    try (JsonParser parser = JSON.createParser(line)) {
      JsonToken token = parser.nextToken();
      while (token != null) {
        token = parser.nextToken();
      }
      return false;
    } catch (JsonEOFException end) {
      return end.getTokenBeingDecoded() == null
          || end.getTokenBeingDecoded() == JsonToken.NOT_AVAILABLE;
    } catch (JsonProcessingException malformed) {
      return false;
    }
  }

  private static boolean isWhatComesNext(byte[] line, byte[] next) throws IOException {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(line);
    both.write('\n');
    both.write(next);
    try (JsonParser parser = JSON.createParser(both.toByteArray())) {
      while (parser.nextToken() != null) {
        if (parser.currentTokenLocation().getLineNr() > 1) {
          return true;
        }
      }
      return false;
    } catch (JsonEOFException unfinished) {
      // All of the next line could be read.
      return true;
    } catch (JsonProcessingException malformed) {
      return false;
    }
  }

  private static byte firstOf(byte[] text) {
    int first = 0;
    while (first < text.length - 1 && text[first] <= ' ' && text[first] >= 0) {
      first++;
    }
    return text[first];
  }

  private static byte lastOf(byte[] text) {
    int last = text.length - 1;
    while (last > 0 && text[last] <= ' ' && text[last] >= 0) {
      last--;
    }
    return text[last];
  }
}
