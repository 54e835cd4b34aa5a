package io.switchgear.router.rescue;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import io.switchgear.router.provider.ProviderType;

import static org.assertj.core.api.Assertions.assertThat;

class KnownPrefillTest {

    private static KnownPrefill with(Map<String, String> settings) {
        return new KnownPrefill(new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("switchgear.rescue", RescueProperties.class));
    }

    @ParameterizedTest
    @CsvSource({
        "ANTHROPIC, claude-3-haiku-20240307, true",
        "ANTHROPIC, claude-3-5-sonnet-latest, true",
        "ANTHROPIC, claude-opus-4-20250514, true",
        "ANTHROPIC, claude-opus-4-1, true",
        "ANTHROPIC, claude-sonnet-4-5-20250929, true",
        "ANTHROPIC, claude-haiku-4-5, true",
        "ANTHROPIC, claude-opus-4-6, false",
        "ANTHROPIC, claude-sonnet-4-6-20260217, false",
        "ANTHROPIC, claude-opus-4-7, false",
        "ANTHROPIC, claude-sonnet-5, false",
        "ANTHROPIC, claude-fable-5, false",
        "BEDROCK, anthropic.claude-3-5-sonnet-20241022-v2:0, true",
        "BEDROCK, eu.anthropic.claude-sonnet-4-5-20250929-v1:0, true",
        "BEDROCK, global.anthropic.claude-opus-4-6-v1, false",
        "BEDROCK, amazon.nova-pro-v1:0, false",
        "OPENAI, claude-3-haiku-20240307, false",
        "GEMINI, gemini-2.5-pro, false"
    })
    void onlyWhatIsKnownToGoOnIsAskedTo(ProviderType type, String model, boolean goesOn) {
        assertThat(with(Map.of()).known(type, model)).isEqualTo(goesOn);
    }

    @Test
    void theListIsASetting() {
        var prefill = with(Map.of("switchgear.rescue.prefill-models", "claude-next-.*,claude-other"));
        assertThat(List.of("claude-next-1", "claude-other"))
                .allMatch(model -> prefill.known(ProviderType.ANTHROPIC, model));
        assertThat(prefill.known(ProviderType.ANTHROPIC, "claude-3-haiku-20240307"))
                .isFalse();
    }
}
