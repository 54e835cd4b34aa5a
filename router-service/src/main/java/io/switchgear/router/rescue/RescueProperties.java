package io.switchgear.router.rescue;

import java.util.List;
import java.util.regex.Pattern;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Rescue of broken streams.
 *
 * @param prefillModels patterns of the names of Claude models that go on with a last assistant message, at Anthropic and on Bedrock. From
 *     Claude 4.6 on they refuse it (https://platform.claude.com/docs/en/about-claude/models/migration-guide), so that this is a list of
 *     what may, and a new model is none of it until somebody says so here or at a pool's target
 */
@Validated
@ConfigurationProperties("switchgear.rescue")
record RescueProperties(
        @NotNull
        @DefaultValue({"claude-(2|3|instant).*", "claude-(opus|sonnet|haiku)-4(-[0-5])?(-[0-9]{8})?(-latest)?"})
        List<Pattern> prefillModels) {

    boolean prefills(String model) {
        return prefillModels.stream().anyMatch(pattern -> pattern.matcher(model).matches());
    }
}
