package dev.signalbox.panel.openapi;

import org.jspecify.annotations.Nullable;

/**
 * The members of a problem, for the description.
 *
 * @param code the stable code
 * @param field the field at fault, where one is
 * @param traceId to be found in the panel's log, for a fault of ours
 */
record ProblemShape(
    String type,
    String title,
    int status,
    String code,
    @Nullable String detail,
    @Nullable String field,
    @Nullable String traceId) {}
