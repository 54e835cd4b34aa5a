package io.switchgear.gateway.origin;

import java.util.List;
import jakarta.validation.constraints.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Other origins than the gateway's own.
 *
 * @param allowedOrigins origins such as {@code https://console.example.com} that may call with credentials; none by default
 */
@Validated
@ConfigurationProperties("switchgear.cors")
public record CorsProperties(
        @DefaultValue
        List<
                        @Pattern(
                                regexp = "https?://[^/*\\s]+",
                                message = "name each origin as scheme://host[:port], for example"
                                        + " https://console.example.com; * is not accepted")
                        String>
                allowedOrigins) {}
