package io.switchgear.router.rescue;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.switchgear.router.catalog.RouteTarget;
import io.switchgear.router.provider.ProviderType;

/**
 * What providers document: Anthropic's models up to Claude 4.5 go on with a last assistant message, later ones refuse it; Mistral and
 * DeepSeek want it marked, vLLM wants two switches. Of all others a pool's target has to say that it can.
 */
@Component
class KnownPrefill implements Prefill {

    private static final Pattern CLAUDE =
            Pattern.compile("claude-(2|3|instant).*|claude-(opus|sonnet|haiku)-4(-[0-5])?(-\\d{8})?(-latest)?");

    private static final Asking MARKED = new Asking("\"prefix\":true", "");
    private static final Asking SWITCHED =
            new Asking("", "\"add_generation_prompt\":false,\"continue_final_message\":true");

    @Override
    public @Nullable Asking of(RouteTarget target, String model) {
        ProviderType type = target.provider().type();
        Boolean told = target.prefill();
        boolean can = told != null ? told : type == ProviderType.ANTHROPIC && allows(model);
        return can ? asking(type) : null;
    }

    static boolean allows(String model) {
        return CLAUDE.matcher(model).matches();
    }

    private static Asking asking(ProviderType type) {
        return switch (type) {
            case MISTRAL, DEEPSEEK -> MARKED;
            case VLLM -> SWITCHED;
            default -> Asking.PLAIN;
        };
    }
}
