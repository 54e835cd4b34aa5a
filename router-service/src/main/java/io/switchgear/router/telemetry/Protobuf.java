package io.switchgear.router.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Writes messages in Protocol Buffers' wire format (https://protobuf.dev/programming-guides/encoding/) straight into bytes, where a builder
 * would make several objects of each attribute first. Not thread-safe.
 */
final class Protobuf {

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;

    private byte[] bytes = new byte[4096];
    private int size;

    /**
     * Begins a message that is a field of the one being written.
     *
     * @return to be given to {@link #end}
     */
    int begin(int field) {
        tag(field, DELIMITED);
        // For its length, which has one byte as a rule.
        room(1);
        return ++size;
    }

    void end(int begun) {
        int length = size - begun;
        int more = varintSize(length) - 1;
        if (more > 0) {
            room(more);
            System.arraycopy(bytes, begun, bytes, begun + more, length);
        }
        size = begun - 1;
        varint(length);
        size += length;
    }

    void text(int field, String text) {
        int begun = begin(field);
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                raw(text.substring(i).getBytes(StandardCharsets.UTF_8));
                break;
            }
            bytes[size++] = (byte) c;
        }
        end(begun);
    }

    /** @param digits of bytes */
    void hex(int field, String digits) {
        int begun = begin(field);
        raw(HexFormat.of().parseHex(digits));
        end(begun);
    }

    void number(int field, long value) {
        tag(field, VARINT);
        varint(value);
    }

    void fixed64(int field, long value) {
        tag(field, FIXED64);
        room(Long.BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    byte[] written() {
        return Arrays.copyOf(bytes, size);
    }

    private void tag(int field, int type) {
        varint(((long) field << 3) | type);
    }

    private void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private static int varintSize(int value) {
        return (Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(value)) + 6) / 7;
    }

    private void raw(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
