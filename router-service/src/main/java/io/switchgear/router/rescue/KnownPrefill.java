package io.switchgear.router.rescue;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.switchgear.router.catalog.RouteTarget;
import io.switchgear.router.provider.ProviderType;

/**
 * What providers document: of Anthropic's models, at Anthropic and on Bedrock, the older ones go on with a last assistant message; Mistral
 * and DeepSeek want it marked, vLLM wants two switches. Of all others a pool's target has to say that it can.
 */
@Component
class KnownPrefill implements Prefill {

    /** Bedrock's names around Anthropic's: perhaps a region, the maker, perhaps a version. */
    private static final Pattern ON_BEDROCK =
            Pattern.compile("(?:[a-z-]+\\.)?anthropic\\.(claude-.+?)(?:-v[0-9]+(?::[0-9]+)?)?");

    private static final Asking MARKED = new Asking("\"prefix\":true", "");
    private static final Asking SWITCHED =
            new Asking("", "\"add_generation_prompt\":false,\"continue_final_message\":true");

    private final RescueProperties properties;

    KnownPrefill(RescueProperties properties) {
        this.properties = properties;
    }

    @Override
    public @Nullable Asking of(RouteTarget target, String model) {
        ProviderType type = target.provider().type();
        Boolean told = target.prefill();
        boolean can = told != null ? told : known(type, model);
        return can ? asking(type) : null;
    }

    boolean known(ProviderType type, String model) {
        return switch (type) {
            case ANTHROPIC -> properties.prefills(model);
            case BEDROCK -> {
                var named = ON_BEDROCK.matcher(model);
                yield named.matches() && properties.prefills(named.group(1));
            }
            default -> false;
        };
    }

    private static Asking asking(ProviderType type) {
        return switch (type) {
            case MISTRAL, DEEPSEEK -> MARKED;
            case VLLM -> SWITCHED;
            default -> Asking.PLAIN;
        };
    }
}
