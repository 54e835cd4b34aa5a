package io.switchgear.common.web;

import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large request bodies may be.
 *
 * @param standard for every path without a limit of its own
 * @param paths limits by path pattern; the most specific one holds
 */
@ConfigurationProperties("switchgear.body-limit")
public record BodyLimitProperties(
        @DefaultValue("1MB") DataSize standard,
        @DefaultValue Map<String, DataSize> paths) {}
