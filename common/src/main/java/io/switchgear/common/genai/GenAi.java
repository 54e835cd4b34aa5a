package io.switchgear.common.genai;

/**
 * Attribute names of the OpenTelemetry semantic conventions for generative AI (https://github.com/open-telemetry/semantic-conventions,
 * {@code docs/gen-ai}) and of Switchgear's own beside them. Our own constants, because OpenTelemetry's Java artifact marks all
 * of its GenAI keys deprecated.
 */
public final class GenAi {

    public static final String OPERATION_NAME = "gen_ai.operation.name";
    public static final String PROVIDER_NAME = "gen_ai.provider.name";
    public static final String REQUEST_MODEL = "gen_ai.request.model";
    public static final String RESPONSE_MODEL = "gen_ai.response.model";
    public static final String RESPONSE_ID = "gen_ai.response.id";
    public static final String FINISH_REASONS = "gen_ai.response.finish_reasons";
    public static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";
    public static final String OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
    public static final String CACHE_READ_TOKENS = "gen_ai.usage.cache_read.input_tokens";
    public static final String CACHE_WRITE_TOKENS = "gen_ai.usage.cache_creation.input_tokens";
    public static final String ERROR_TYPE = "error.type";
    public static final String HTTP_STATUS = "http.response.status_code";
    public static final String SERVICE_NAME = "service.name";
    public static final String SERVICE_INSTANCE = "service.instance.id";

    /** Prefix of Switchgear's own attributes; dropped from other senders. */
    public static final String OWN_PREFIX = "switchgear.";

    /** On the resource: whose telemetry this is; believed from granted services only. */
    public static final String WORKSPACE = "switchgear.workspace.id";

    /** {@code request} or {@code attempt}. */
    public static final String KIND = "switchgear.kind";

    public static final String POOL = "switchgear.pool";

    /** The provider's registered name; {@link #PROVIDER_NAME} is its kind. */
    public static final String PROVIDER = "switchgear.provider";

    public static final String TARGET_MODEL = "switchgear.target.model";
    public static final String ATTEMPTS = "switchgear.attempts";
    public static final String ATTEMPT_NUMBER = "switchgear.attempt.number";

    /** {@code success}, {@code cancelled}, {@code client}, or a failure category. */
    public static final String ATTEMPT_OUTCOME = "switchgear.attempt.outcome";

    public static final String CIRCUIT_STATE = "switchgear.circuit.state";

    /** Integer, 10⁻⁹ USD. */
    public static final String COST = "switchgear.cost.nano_usd";

    public static final String PRICE_VERSION = "switchgear.price.version";

    /** Integer, milliseconds. */
    public static final String TIME_TO_FIRST_TOKEN = "switchgear.time_to_first_token_ms";

    public static final String API_KEY = "switchgear.api_key.id";
    public static final String REQUEST_ID = "switchgear.request.id";
    public static final String STREAMED = "switchgear.streamed";

    private GenAi() {}
}
