package io.lakebill.jobs.lake;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * Makes pseudonyms of names: HMAC-SHA-256 under a secret that lies outside the lake, as 64 hex
 * digits. The same name has the same pseudonym in every source and among account keys; without the
 * secret nobody can tell one from the other. All bytes of its file are the secret.
 */
public final class LakeKey implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String ALGORITHM = "HmacSHA256";

  private static final int FEWEST_BYTES = 32;

  /** In the lake; what the key makes of a text that everybody knows. */
  private static final String MARK = "_key";

  private final byte[] secret;
  private final String file;

  private LakeKey(byte[] secret, String file) {
    this.secret = secret;
    this.file = file;
  }

  /**
   * Reads the secret.
   *
   * @throws UnusableKeyException if it is not there or is too short
   */
  public static LakeKey read(Path file) {
    try {
      byte[] secret = Files.readAllBytes(file);
      if (secret.length < FEWEST_BYTES) {
        throw new UnusableKeyException(
            "the key in %s has %d bytes, which can be guessed; it has to have at least %d, such as `openssl rand -out FILE 32` makes"
                .formatted(file, secret.length, FEWEST_BYTES),
            null);
      }
      return new LakeKey(secret, file.toAbsolutePath().normalize().toString());
    } catch (IOException e) {
      throw new UnusableKeyException(
          "cannot read the key in %s (%s); name the file it is in"
              .formatted(file, e.getClass().getSimpleName()),
          e);
    }
  }

  /** Whether some name in a lake is a pseudonym. */
  public static boolean isUsedIn(Path lake) {
    return Files.exists(lake.resolve(MARK));
  }

  /**
   * Makes it the key of a lake, if that has none. Another key would make new events of all that
   * land again.
   *
   * @throws UnusableKeyException if the lake has another one, or the key lies in the lake
   */
  public void become(Path lake) {
    if (Path.of(file).startsWith(lake.toAbsolutePath().normalize())) {
      throw new UnusableKeyException(
          "the key %s lies in the lake whose names it hides; move it elsewhere".formatted(file),
          null);
    }
    Path mark = lake.resolve(MARK);
    String mine = pseudonym("the key of this lake");
    try {
      if (!Files.exists(mark)) {
        Path partial = lake.resolve(MARK + ".partial");
        Files.writeString(partial, mine + "\n");
        Files.move(partial, mark, StandardCopyOption.ATOMIC_MOVE);
      } else if (!Files.readString(mark).strip().equals(mine)) {
        throw new UnusableKeyException(
            "%s is not the key that made the pseudonyms of this lake; under another one every event that lands again would be new"
                .formatted(file),
            null);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot note the key of the lake in " + mark, e);
    }
  }

  /** The pseudonym of a name. */
  public String pseudonym(String name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** The pseudonyms of names; of none where there is none. */
  public Column pseudonym(Column name) {
    return functions
        .udf(
            (UDF1<String, String>) text -> text == null ? null : pseudonym(text),
            DataTypes.StringType)
        .apply(name);
  }
}
