package io.switchgear.router.spool;

/** What a record holds; the code is part of the file format. */
public enum RecordType {
    /** OTLP ResourceSpans, protobuf. */
    CALL(1),
    /** A circuit event, JSON. */
    CIRCUIT_EVENT(2),
    /** A sample, JSON. */
    SAMPLE(3);

    private final byte code;

    RecordType(int code) {
        this.code = (byte) code;
    }

    /** Whether somebody is waiting for it: it is brought away at once and not at the next look. */
    public boolean urgent() {
        return this == CIRCUIT_EVENT;
    }

    byte code() {
        return code;
    }

    static RecordType of(byte code) {
        for (RecordType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new IllegalArgumentException("There is no record type " + code + ".");
    }
}
