package io.switchgear.common.problem;

/**
 * A rule that one field of a request broke.
 *
 * @param field the field as it is named on the wire, dotted and indexed ({@code providers[0].weight})
 * @param message what would be right, as a sentence without the field's name
 */
public record FieldError(String field, String message) {}
