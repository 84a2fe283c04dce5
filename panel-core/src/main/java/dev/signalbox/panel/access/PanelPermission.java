package dev.signalbox.panel.access;

import dev.signalbox.api.operation.Permission;

/** What can be allowed on the panel itself; only an administrator has these. */
public enum PanelPermission {
  /** People, their roles and their grants. */
  USERS_MANAGE("users.manage"),
  /** Read what everybody did. */
  AUDIT_VIEW("audit.view"),
  /** Let daemons join, change and remove them, and diagnose. */
  DAEMONS_MANAGE("daemons.manage"),
  /** Read the figures of the panel. */
  METRICS_VIEW("metrics.view");

  private final String id;

  PanelPermission(String id) {
    this.id = id;
  }

  /** Returns it as a permission. */
  public Permission permission() {
    return new Permission(id);
  }
}
