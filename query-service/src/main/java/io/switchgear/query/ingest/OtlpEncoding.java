package io.switchgear.query.ingest;

import java.nio.charset.StandardCharsets;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.util.JsonFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** OTLP's two encodings. A request is answered in its own, errors included. */
enum OtlpEncoding {
    PROTOBUF,
    JSON;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final MediaType X_PROTOBUF = MediaType.parseMediaType("application/x-protobuf");

    MediaType contentType() {
        return this == PROTOBUF ? X_PROTOBUF : MediaType.APPLICATION_JSON;
    }

    /**
     * What the content type says; null if it says nothing (none, or the default of curl and of unknown bytes), when the body itself tells.
     *
     * @throws Refusal 415 for any other
     */
    static @Nullable OtlpEncoding named(HttpHeaders headers) {
        MediaType sent;
        try {
            sent = headers.getContentType();
        } catch (InvalidMediaTypeException e) {
            throw Refusal.unsupportedMediaType();
        }
        if (sent == null
                || sent.equalsTypeAndSubtype(MediaType.APPLICATION_FORM_URLENCODED)
                || sent.equalsTypeAndSubtype(MediaType.APPLICATION_OCTET_STREAM)) {
            return null;
        }
        if (sent.equalsTypeAndSubtype(X_PROTOBUF) || sent.equalsTypeAndSubtype(MediaType.APPLICATION_PROTOBUF)) {
            return PROTOBUF;
        }
        if (sent.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)) {
            return JSON;
        }
        throw Refusal.unsupportedMediaType();
    }

    /** No OTLP message in protobuf begins with a brace: field 15 does not exist. */
    static OtlpEncoding of(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b == '{' ? JSON : PROTOBUF;
            }
        }
        return PROTOBUF;
    }

    /** @throws Refusal 400 if {@code body} cannot be read */
    <T extends Message> T read(byte[] body, Parser<T> parser, Message.Builder builder) {
        try {
            if (this == PROTOBUF) {
                return parser.parseFrom(body);
            }
            OtlpJson.merge(body, builder);
            @SuppressWarnings("unchecked") // The builder's own message.
            T message = (T) builder.build();
            return message;
        } catch (InvalidProtocolBufferException | JacksonException e) {
            throw Refusal.unreadable();
        }
    }

    byte[] write(Message message) {
        try {
            return this == PROTOBUF
                    ? message.toByteArray()
                    : JsonFormat.printer()
                            .omittingInsignificantWhitespace()
                            .print(message)
                            .getBytes(StandardCharsets.UTF_8);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A {@code google.rpc.Status}: code and message. */
    byte[] status(int code, String message) {
        if (this == JSON) {
            return MAPPER.createObjectNode()
                    .put("code", code)
                    .put("message", message)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes =
                new byte[CodedOutputStream.computeInt32Size(1, code) + CodedOutputStream.computeStringSize(2, message)];
        var out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeInt32(1, code);
            out.writeString(2, message);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes;
    }
}
