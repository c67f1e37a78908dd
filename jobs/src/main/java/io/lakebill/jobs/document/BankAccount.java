package io.lakebill.jobs.document;

import java.util.Optional;

/** The account that a document is paid to, as far as the seller has said. */
public record BankAccount(Optional<String> iban, Optional<String> bic) {}
