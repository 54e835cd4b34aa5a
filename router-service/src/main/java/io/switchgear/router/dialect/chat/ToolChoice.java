package io.switchgear.router.dialect.chat;

/** Whether the model may, must or must not call tools. */
public sealed interface ToolChoice {

    /** As it likes. */
    record Auto() implements ToolChoice {}

    /** None. */
    record None() implements ToolChoice {}

    /** At least one. */
    record Required() implements ToolChoice {}

    /** This one. */
    record Named(String tool) implements ToolChoice {}
}
