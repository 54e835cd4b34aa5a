package io.switchgear.router.upstream;

import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

import io.switchgear.router.provider.AwsCredentials;
import io.switchgear.router.provider.Provider;

/**
 * {@code ListFoundationModels} of Bedrock's control plane, which lives beside the host that answers calls:
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListFoundationModels.html. It costs nothing, needs the permission of its
 * name, and tells by an exception's name whether the credentials are good.
 */
final class BedrockModels {

    /** Refusals of the credentials themselves; a lack of permission (AccessDeniedException) is another thing. */
    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "InvalidClientTokenId",
            "ExpiredTokenException",
            "IncompleteSignatureException",
            "MissingAuthenticationTokenException");

    private BedrockModels() {}

    /** Signed, unless the provider has an API key, which is added as the request is sent. Takes CPU and may read files. */
    static SdkHttpRequest request(Provider provider, InstantSource clock) {
        String base = provider.baseUrl().replaceFirst("://bedrock-runtime", "://bedrock");
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(base + "/foundation-models"))
                .build();
        AwsCredentials credentials = provider.credentials();
        if (credentials == null) {
            return request;
        }
        return AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(identity(credentials))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "bedrock")
                        .putProperty(
                                AwsV4HttpSigner.REGION_NAME, provider.settings().region())
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(clock.instant(), ZoneOffset.UTC)))
                .request();
    }

    private static AwsCredentialsIdentity identity(AwsCredentials credentials) {
        return credentials.sessionToken() == null
                ? AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey())
                : AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    /** Amazon says by an exception what others say by 401. */
    static UpstreamAnswer understood(UpstreamAnswer answer) {
        String type = answer.headers().get("x-amzn-errortype", "");
        String name = type.contains(":") ? type.substring(0, type.indexOf(':')) : type;
        return BAD_CREDENTIALS.contains(name) ? answer.as(401) : answer;
    }
}
