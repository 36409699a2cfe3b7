package io.ripen.core.store;

import java.time.Instant;

/** An e-mail that was accepted by its provider. */
public record MailSent(long id, long contact, Instant settledAt) {}
