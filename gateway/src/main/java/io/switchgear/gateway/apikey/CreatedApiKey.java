package io.switchgear.gateway.apikey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * The one answer that holds the key itself.
 *
 * @param key shown this once
 * @param details what is shown later, too
 */
record CreatedApiKey(String key, @JsonUnwrapped ApiKey details) {

    /** Never prints the key. */
    @Override
    public String toString() {
        return "CreatedApiKey[" + details + "]";
    }
}
