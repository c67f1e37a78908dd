package io.lakebill.jobs.document.page;

import io.lakebill.jobs.document.BillingDocument;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The languages that documents are written in; each has a file of texts. */
public enum Language {
  EN,
  DE,
  FR,
  ES,
  JA;

  /** The language of a document: the one that is asked for, or its account's, or English. */
  public static Language of(BillingDocument document, Optional<Language> asked) {
    return asked
        .or(
            () ->
                document
                    .language()
                    .flatMap(
                        code ->
                            Arrays.stream(values())
                                .filter(one -> one.tag().equalsIgnoreCase(code))
                                .findFirst()))
        .orElse(EN);
  }

  /** As HTML and files name it. */
  String tag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
