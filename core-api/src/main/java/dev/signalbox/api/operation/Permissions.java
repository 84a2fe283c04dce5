package dev.signalbox.api.operation;

import java.util.List;

/**
 * The permissions that the operations of the daemon take; each can be granted on a daemon or on one
 * instance.
 */
public final class Permissions {
  public static final Permission HOST_VIEW = new Permission("host.view");
  public static final Permission INSTANCES_VIEW = new Permission("instances.view");
  public static final Permission INSTANCES_CREATE = new Permission("instances.create");
  public static final Permission INSTANCES_CONFIGURE = new Permission("instances.configure");
  public static final Permission INSTANCES_DELETE = new Permission("instances.delete");
  public static final Permission INSTANCES_START = new Permission("instances.start");
  public static final Permission INSTANCES_STOP = new Permission("instances.stop");
  public static final Permission INSTANCES_RESTART = new Permission("instances.restart");
  public static final Permission INSTANCES_KILL = new Permission("instances.kill");
  public static final Permission CONSOLE_VIEW = new Permission("console.view");
  public static final Permission CONSOLE_INPUT = new Permission("console.input");
  public static final Permission FILES_VIEW = new Permission("files.view");
  public static final Permission FILES_READ = new Permission("files.read");
  public static final Permission FILES_WRITE = new Permission("files.write");
  public static final Permission FILES_DELETE = new Permission("files.delete");

  private static final List<Permission> ALL =
      List.of(
          HOST_VIEW,
          INSTANCES_VIEW,
          INSTANCES_CREATE,
          INSTANCES_CONFIGURE,
          INSTANCES_DELETE,
          INSTANCES_START,
          INSTANCES_STOP,
          INSTANCES_RESTART,
          INSTANCES_KILL,
          CONSOLE_VIEW,
          CONSOLE_INPUT,
          FILES_VIEW,
          FILES_READ,
          FILES_WRITE,
          FILES_DELETE);

  private Permissions() {}

  /** Returns every permission of the daemon's operations. */
  public static List<Permission> all() {
    return ALL;
  }
}
