package io.switchgear.router.dialect.chat;

import org.jspecify.annotations.Nullable;

import io.switchgear.router.usage.Reading;

/**
 * One event of a streamed answer, in the caller's wire format.
 *
 * @param bytes with the empty line that ends it
 * @param reading what it says; null if it cannot be read
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Piece(byte[] bytes, @Nullable Reading reading) {}
