package io.lakebill.jobs.cli;

import io.lakebill.jobs.lake.LakeKey;
import io.lakebill.jobs.lake.UnusableKeyException;
import io.lakebill.jobs.land.Delivery;
import io.lakebill.schemas.source.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The key that makes pseudonyms, which is read only where something asks for them. */
final class KeyOption {

  @Option(
      names = "--key",
      paramLabel = "FILE",
      defaultValue = "${env:LAKEBILL_KEY}",
      description = {
        "The secret under which names become pseudonyms: at least 32 random bytes, kept outside",
        "the lake; LAKEBILL_KEY in the environment names it as well."
      })
  private Path file;

  /** The key, if one is named. */
  Optional<LakeKey> given() {
    return Optional.ofNullable(file).map(LakeKey::read);
  }

  /**
   * The key.
   *
   * @param who wants it, as the subject of a sentence
   */
  LakeKey required(String who) {
    if (file == null) {
      throw new BadConfigurationException(
          who
              + " wants pseudonyms, which need the key of the lake: let LAKEBILL_KEY or --key name"
              + " a file of at least 32 random bytes (`openssl rand -out FILE 32` makes one)",
          null);
    }
    try {
      return LakeKey.read(file);
    } catch (UnusableKeyException unusable) {
      throw new BadConfigurationException(
          who + " wants pseudonyms: " + unusable.getMessage(), unusable);
    }
  }

  /** What a source handed over, with the key if it wants pseudonyms. */
  Delivery delivery(Source source, List<Path> files) {
    return new Delivery(
        source,
        files,
        source.pseudonymous() ? Optional.of(required("source " + source.id())) : Optional.empty());
  }
}
