package io.switchgear.router.dialect.chat;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What a provider has refused a request with.
 *
 * @param status HTTP status
 * @param headers as they came; with {@code retry-after} also where the provider says it elsewhere
 * @param code in OpenAI's vocabulary where it has a word for it, for example {@code context_length_exceeded}; empty for none
 * @param message the provider's; empty for none
 * @param contentType of {@code body}; null if it has none
 * @param body in the caller's wire format
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record Refused(
        int status,
        HttpHeaders headers,
        String code,
        String message,
        @Nullable String contentType,
        byte[] body) {

    /** The same for a caller who speaks another wire format. */
    public Refused translated(CallerFormat caller) {
        String text = message.isEmpty() ? "The provider answered with status " + status + "." : message;
        return new Refused(status, headers, code, message, "application/json", caller.error(status, code, text));
    }
}
