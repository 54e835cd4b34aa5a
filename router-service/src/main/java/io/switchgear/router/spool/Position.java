package io.switchgear.router.spool;

/**
 * A place in the spool.
 *
 * @param segment its number
 * @param offset in it, in bytes
 */
record Position(long segment, int offset) implements Comparable<Position> {

    /** One word, so that it is written at once. */
    long packed() {
        return segment << 32 | offset;
    }

    static Position unpack(long packed) {
        return new Position(packed >>> 32, (int) packed);
    }

    @Override
    public int compareTo(Position other) {
        return segment != other.segment ? Long.compare(segment, other.segment) : Integer.compare(offset, other.offset);
    }
}
