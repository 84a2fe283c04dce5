package dev.signalbox.launcher;

import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.transport.netty.NettyTransport;
import dev.signalbox.transport.undertow.UndertowTransport;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options, read: {@link #faults} tells all that is wrong with them, and then the rest means
 * nothing.
 */
final class AllSettings {
  final List<String> faults = new ArrayList<>();
  final Path data;
  final int panelPort;
  final int daemonPort;
  final HttpTransport transport;

  AllSettings(AllOptions options) {
    data = path("--data", options.data);
    panelPort = port("--panel-port", options.panelPort);
    daemonPort = port("--daemon-port", options.daemonPort);
    transport = transport(options.transport);
    if (panelPort != 0 && panelPort == daemonPort) {
      faults.add("--daemon-port: " + daemonPort + " (expected: another than --panel-port)");
    }
    if (options.bind.isBlank()) {
      faults.add("--bind: empty (expected: an address, or 0.0.0.0 for all)");
    }
  }

  private Path path(String name, String value) {
    try {
      if (!value.isBlank()) {
        return Path.of(value).toAbsolutePath().normalize();
      }
    } catch (InvalidPathException e) {
      // Told below, together with what else is wrong.
    }
    faults.add(name + ": " + value + " (expected: a directory)");
    return Path.of("");
  }

  private int port(String name, String value) {
    Integer port = integer(value);
    if (port == null || port < 0 || port > 65535) {
      faults.add(name + ": " + value + " (expected: 0..65535)");
      return 0;
    }
    return port;
  }

  private static @Nullable Integer integer(String value) {
    try {
      return Integer.valueOf(value.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private HttpTransport transport(String name) {
    if (name.equals("undertow")) {
      return new UndertowTransport();
    }
    if (!name.equals("netty")) {
      faults.add("--transport: " + name + " (expected: netty or undertow)");
    }
    return new NettyTransport();
  }
}
