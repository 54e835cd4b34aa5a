package io.switchgear.router.provider;

import org.jspecify.annotations.Nullable;

/**
 * Who signs requests to AWS.
 *
 * @param accessKeyId names the key
 * @param secretAccessKey the key
 * @param sessionToken of temporary credentials; null for lasting ones
 */
public record AwsCredentials(
        String accessKeyId,
        String secretAccessKey,
        @Nullable String sessionToken) {

    /** Never prints the secrets. */
    @Override
    public String toString() {
        return "AwsCredentials[" + accessKeyId + "]";
    }
}
