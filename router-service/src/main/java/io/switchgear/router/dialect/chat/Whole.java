package io.switchgear.router.dialect.chat;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.usage.Reading;

/**
 * An answer that was not streamed, in the caller's wire format.
 *
 * @param bytes the body
 * @param contentType of it; null if the provider does not say
 * @param reading what it says
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Whole(byte[] bytes, @Nullable String contentType, Reading reading) {}
