package dev.signalbox.api.operation;

import dev.signalbox.api.file.DeleteRequest;
import dev.signalbox.api.file.FileEntry;
import dev.signalbox.api.file.MkdirRequest;
import dev.signalbox.api.file.MoveRequest;
import dev.signalbox.api.host.HostInfo;
import dev.signalbox.api.instance.CommandRequest;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.operation.Operation.Audit;
import dev.signalbox.api.operation.Operation.Kind;
import dev.signalbox.api.operation.Operation.Payload;
import dev.signalbox.api.operation.Operation.Payload.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What every daemon can be asked to do. */
public final class DaemonOperations {
  /** Watching a console, and typing into it where the ticket says so. */
  public static final String CONSOLE = "console";

  public static final String FILES_DOWNLOAD = "files.download";
  public static final String FILES_UPLOAD = "files.upload";
  public static final String INSTANCES_LIST = "instances.list";

  private static final String INSTANCES = "/instances";
  private static final String INSTANCE = "/instances/{instance}";
  private static final String FILES = INSTANCE + "/files";
  private static final String CONTENT = FILES + "/content";
  private static final Set<String> PAGED = Set.of("limit", "cursor");

  private static final OperationTable TABLE =
      OperationTable.of(
          List.of(
              control("host", "Looks at the machine", Permissions.HOST_VIEW)
                  .at("GET", "/host", 200)
                  .answers(HostInfo.class, Shape.OBJECT),
              control(
                      INSTANCES_LIST,
                      "Lists the instances that may be seen",
                      Permissions.INSTANCES_VIEW)
                  .at("GET", INSTANCES, 200)
                  .query(PAGED)
                  .answers(InstanceSnapshot.class, Shape.PAGE),
              control("instances.create", "Makes an instance", Permissions.INSTANCES_CREATE)
                  .at("POST", INSTANCES, 201)
                  .recorded()
                  .takes(InstanceSpec.class)
                  .answers(InstanceSnapshot.class, Shape.OBJECT),
              control("instances.get", "Looks at an instance", Permissions.INSTANCES_VIEW)
                  .at("GET", INSTANCE, 200)
                  .answers(InstanceSnapshot.class, Shape.OBJECT),
              control(
                      "instances.replace",
                      "Changes what an instance is",
                      Permissions.INSTANCES_CONFIGURE)
                  .at("PUT", INSTANCE, 200)
                  .recorded()
                  .takes(InstanceSpec.class)
                  .answers(InstanceSnapshot.class, Shape.OBJECT),
              control("instances.delete", "Deletes an instance", Permissions.INSTANCES_DELETE)
                  .at("DELETE", INSTANCE, 204)
                  .recorded()
                  .query(Set.of("files"))
                  .answersNothing(),
              control("instances.start", "Starts an instance", Permissions.INSTANCES_START)
                  .at("POST", INSTANCE + "/start", 202)
                  .recorded()
                  .answers(InstanceSnapshot.class, Shape.OBJECT),
              control("instances.stop", "Asks an instance to end", Permissions.INSTANCES_STOP)
                  .at("POST", INSTANCE + "/stop", 202)
                  .recorded()
                  .answers(InstanceSnapshot.class, Shape.OBJECT),
              control(
                      "instances.restart",
                      "Stops an instance and starts it",
                      Permissions.INSTANCES_RESTART)
                  .at("POST", INSTANCE + "/restart", 202)
                  .recorded()
                  .answers(InstanceSnapshot.class, Shape.OBJECT),
              control(
                      "instances.kill",
                      "Ends an instance and all its processes at once",
                      Permissions.INSTANCES_KILL)
                  .at("POST", INSTANCE + "/kill", 202)
                  .recorded()
                  .answers(InstanceSnapshot.class, Shape.OBJECT),
              control(
                      "instances.command",
                      "Types a line into an instance",
                      Permissions.CONSOLE_INPUT)
                  .at("POST", INSTANCE + "/command", 204)
                  .recorded()
                  .takes(CommandRequest.class)
                  .answersNothing(),
              control(
                      "instances.log",
                      "Shows the last lines of the console",
                      Permissions.CONSOLE_VIEW)
                  .at("GET", INSTANCE + "/log", 200)
                  .query(Set.of("lines"))
                  .answers(String.class, Shape.TEXT),
              bulk(CONSOLE, "Follows the console, and types into it", Permissions.CONSOLE_VIEW)
                  .at("GET", INSTANCE + "/console", 101)
                  .query(Set.of("from"))
                  .answers(byte[].class, Shape.WEB_SOCKET),
              control("files.list", "Lists a directory", Permissions.FILES_VIEW)
                  .at("GET", FILES, 200)
                  .query(Set.of("path", "limit", "cursor"))
                  .answers(FileEntry.class, Shape.PAGE),
              bulk(FILES_DOWNLOAD, "Reads a file", Permissions.FILES_READ)
                  .at("GET", CONTENT, 200)
                  .at("HEAD", CONTENT, 200)
                  .query(Set.of("path"))
                  .answers(byte[].class, Shape.BYTES),
              bulk(
                      FILES_UPLOAD,
                      "Writes a file, the whole of it or nothing",
                      Permissions.FILES_WRITE)
                  .at("PUT", CONTENT, 201)
                  .recorded()
                  .query(Set.of("path"))
                  .takes(byte[].class)
                  .answersNothing(),
              control("files.mkdir", "Makes a directory", Permissions.FILES_WRITE)
                  .at("POST", FILES + "/mkdir", 204)
                  .recorded()
                  .takes(MkdirRequest.class)
                  .answersNothing(),
              control(
                      "files.move",
                      "Moves or renames files and directories",
                      Permissions.FILES_WRITE)
                  .at("POST", FILES + "/move", 204)
                  .recorded()
                  .takes(MoveRequest.class)
                  .answersNothing(),
              control("files.delete", "Deletes files and directories", Permissions.FILES_DELETE)
                  .at("POST", FILES + "/delete", 204)
                  .recorded()
                  .takes(DeleteRequest.class)
                  .answersNothing()));

  private DaemonOperations() {}

  /** Returns the table. */
  public static OperationTable table() {
    return TABLE;
  }

  private static Draft control(String id, String summary, Permission permission) {
    return new Draft(
        id, summary, permission, Kind.CONTROL, List.of(), Audit.SILENT, Set.of(), Void.class);
  }

  private static Draft bulk(String id, String summary, Permission permission) {
    return new Draft(
        id, summary, permission, Kind.BULK, List.of(), Audit.SILENT, Set.of(), Void.class);
  }

  /** An operation half declared. */
  private record Draft(
      String id,
      String summary,
      Permission permission,
      Kind kind,
      List<OperationRoute> routes,
      Audit audit,
      Set<String> query,
      Class<?> input) {
    Draft at(String method, String template, int success) {
      List<OperationRoute> more = new ArrayList<>(routes);
      more.add(new OperationRoute(method, template, success));
      return new Draft(id, summary, permission, kind, more, audit, query, input);
    }

    Draft recorded() {
      return new Draft(id, summary, permission, kind, routes, Audit.RECORDED, query, input);
    }

    Draft query(Set<String> names) {
      return new Draft(id, summary, permission, kind, routes, audit, names, input);
    }

    Draft takes(Class<?> type) {
      return new Draft(id, summary, permission, kind, routes, audit, query, type);
    }

    Operation answers(Class<?> output, Shape shape) {
      return new Operation(
          id, summary, routes, permission, kind, audit, new Payload(query, input, output, shape));
    }

    Operation answersNothing() {
      return answers(Void.class, Shape.NONE);
    }
  }
}
