package dev.signalbox.api.operation;

import static java.util.Objects.requireNonNull;

/**
 * One method and path of an operation.
 *
 * @param method the method token
 * @param template the path below the daemon's base, such as {@code /instances/{instance}/start}
 * @param success the status of a success
 */
public record OperationRoute(String method, String template, int success) {
  public OperationRoute {
    requireNonNull(method, "method");
    requireNonNull(template, "template");
    if (!template.startsWith("/")) {
      throw new IllegalArgumentException("template: " + template + " (expected: starts with /)");
    }
  }

  /** Says whether the path names an instance. */
  public boolean ofInstance() {
    return template.contains("{instance}");
  }
}
