package io.lakebill.jobs.erase;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.lakebill.jobs.lake.LakeKey;
import io.lakebill.schemas.document.Sha256;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * Who is to be forgotten.
 *
 * @param name as senders call them
 * @param source whose events are meant; empty for those of all sources
 * @param key under which some sources may have hashed the name
 */
public record Person(String name, Optional<String> source, Optional<LakeKey> key) {

  /** Refuses nobody. */
  public Person {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a name that is blank is nobody's");
    }
  }

  /** What events may call them: by name, and by its pseudonym. */
  List<String> subjects() {
    return Stream.concat(
            Stream.of(name.strip()), key.stream().map(secret -> secret.pseudonym(name.strip())))
        .toList();
  }

  /** True for the rows of the sources that are meant. */
  Column isMeant() {
    return source.map(id -> col("source").equalTo(id)).orElse(lit(true));
  }

  /** True for the events that name them. */
  Column isSubject() {
    return col("subject").isin(subjects().toArray()).and(isMeant());
  }

  /**
   * What stands for a subject where the erasure is written down: a keyed hash where there is a key.
   */
  String hash(String subject) {
    return key.map(secret -> secret.pseudonym(subject)).orElseGet(() -> Sha256.of(subject));
  }
}
