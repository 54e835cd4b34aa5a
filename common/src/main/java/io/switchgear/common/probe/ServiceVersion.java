package io.switchgear.common.probe;

/**
 * Which service this is, and of which release.
 *
 * @param service as in {@code spring.application.name}
 * @param version of the build; {@code development} when run from classes
 */
public record ServiceVersion(String service, String version) {}
