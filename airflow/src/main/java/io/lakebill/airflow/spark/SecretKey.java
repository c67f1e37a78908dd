package io.lakebill.airflow.spark;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that Spark's JWS filter checks tokens with. Tokens are JSON Web Signatures (RFC 7515)
 * with HMAC SHA-256, as {@code org.apache.spark.ui.JWSFilter} requires.
 */
public final class SecretKey {

  /** How long a token is good for: one call, and clocks that disagree. */
  private static final Duration VALIDITY = Duration.ofMinutes(5);

  private static final int FEWEST_BYTES = 32;

  private static final String HEADER = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");

  private final byte[] bytes;

  private SecretKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a key as the master's configuration has it.
   *
   * @throws IllegalArgumentException if it is not base64url or shorter than HS256 allows (RFC 7518)
   */
  public static SecretKey parse(String base64Url) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(base64Url.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the secret key of Spark is not base64url", e);
    }
    if (bytes.length < FEWEST_BYTES) {
      throw new IllegalArgumentException(
          "the secret key of Spark has %d bytes; HS256 needs at least %d"
              .formatted(bytes.length, FEWEST_BYTES));
    }
    return new SecretKey(bytes);
  }

  /** A token that is good from a moment on, for five minutes. */
  public String token(Instant from) {
    long seconds = from.getEpochSecond();
    String claims =
        encode("{\"iat\":%d,\"exp\":%d}".formatted(seconds, seconds + VALIDITY.toSeconds()));
    String signed = HEADER + "." + claims;
    return signed + "." + sign(signed);
  }

  private String sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      return encode(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
