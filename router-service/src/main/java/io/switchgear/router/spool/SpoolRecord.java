package io.switchgear.router.spool;

/**
 * A record as it was appended.
 *
 * @param type what it holds
 * @param payload its bytes; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SpoolRecord(RecordType type, byte[] payload) {}
