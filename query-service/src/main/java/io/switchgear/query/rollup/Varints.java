package io.switchgear.query.rollup;

import java.io.ByteArrayOutputStream;

/** Signed integers, zigzag and base 128 as in Protocol Buffers. */
final class Varints {

    private Varints() {}

    static final class Writer {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void write(long value) {
            long rest = (value << 1) ^ (value >> 63);
            while ((rest & ~0x7FL) != 0) {
                bytes.write((int) ((rest & 0x7F) | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }

    static final class Reader {

        private final byte[] bytes;
        private int position;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasNext() {
            return position < bytes.length;
        }

        long next() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte part = bytes[position++];
                value |= (long) (part & 0x7F) << shift;
                if (part >= 0) {
                    return (value >>> 1) ^ -(value & 1);
                }
            }
        }
    }
}
