package io.switchgear.common.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.swagger.v3.oas.annotations.Parameter;

/**
 * Marks a handler's {@link Caller} parameter with the permission it needs: 403 without it. Put it first, so that a caller
 * without the permission learns nothing about the rest of its request.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(hidden = true)
public @interface Requires {
    Permission value();
}
