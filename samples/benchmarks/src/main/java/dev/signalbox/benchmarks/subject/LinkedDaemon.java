package dev.signalbox.benchmarks.subject;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.DriverSpec;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.bootstrap.Daemon;
import dev.signalbox.daemon.instance.InstanceService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * A daemon with {@code cat} as its instance, for as long as its standard input is open. It says
 * {@code READY port instance}.
 */
public final class LinkedDaemon {
  private LinkedDaemon() {}

  /**
   * Serves.
   *
   * @param arguments the kind of transport, the data directory, the panel's address, a join code,
   *     its own host name
   */
  public static void main(String[] arguments) throws IOException {
    try (Daemon daemon =
        Daemon.builder()
            .dataDirectory(Path.of(arguments[1]))
            .transport(Subject.transport(arguments[0]))
            .listen("127.0.0.1", 0)
            .hosts(List.of(arguments[4]))
            .join(URI.create(arguments[2]), arguments[3])
            .stopInstancesOnClose(true)
            .build()) {
      daemon.start();
      JsonArray command = new JsonArray();
      command.add("cat");
      JsonObject options = new JsonObject();
      options.add("command", command);
      InstanceService instances = daemon.service(InstanceService.class);
      InstanceId instance =
          instances.create(InstanceSpec.of("echo", new DriverSpec("process", options))).id();
      instances.start(instance);
      System.out.println("READY " + daemon.port() + " " + instance);
      // Whoever started this holds the other end, and its death closes it too.
      while (System.in.read() >= 0) {}
    }
    System.exit(0);
  }
}
