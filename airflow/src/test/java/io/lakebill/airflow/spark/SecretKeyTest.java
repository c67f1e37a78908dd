package io.lakebill.airflow.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretKeyTest {

  private static final String KEY = Base64.getUrlEncoder().encodeToString(new byte[32]);

  /** Signed by another implementation (PyJWT) with the same key, header and claims. */
  @Test
  void aTokenIsSignedAsOthersSignIt() {
    assertEquals(
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE3OTAwMDAwMDAsImV4cCI6MTc5MDAwMDMwMH0.zOyGcm4rUfN-o8EZVTgYJx3gUbVlwokGwkjDd6dXlyU",
        SecretKey.parse(KEY).token(Instant.ofEpochSecond(1_790_000_000)));
  }

  @Test
  void aTokenIsGoodForFiveMinutes() {
    String token = SecretKey.parse(KEY).token(Instant.ofEpochSecond(1_000));
    String encoded = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
    String claims = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
    assertEquals("{\"iat\":1000,\"exp\":1300}", claims);
  }

  @ParameterizedTest
  @CsvSource({"c2hvcnQ, at least 32", "not base64!, is not base64url"})
  void aKeyThatCannotSignIsRefused(String key, String why) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SecretKey.parse(key));
    assertTrue(e.getMessage().contains(why), e.getMessage());
  }
}
