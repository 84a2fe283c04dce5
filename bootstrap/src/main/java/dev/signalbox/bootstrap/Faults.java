package dev.signalbox.bootstrap;

import dev.signalbox.api.link.DaemonAddress;
import dev.signalbox.api.link.join.JoinSecret;
import dev.signalbox.api.routing.AddressRange;
import dev.signalbox.api.routing.BasePath;
import dev.signalbox.daemon.link.Uplink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with a configuration, so that all of it is told at once. */
final class Faults {
  private final List<String> found = new ArrayList<>();

  void add(String name, @Nullable Object value, String expected) {
    found.add(name + ": " + (value == null ? "not set" : value) + " (expected: " + expected + ")");
  }

  void checkPort(String name, int port) {
    if (port < 0 || port > 65535) {
      add(name, port, "0..65535");
    }
  }

  void checkDataDirectory(@Nullable Path directory) {
    if (directory == null) {
      add("dataDirectory", null, "a directory, made where it is missing");
    } else if (Files.exists(directory) && !Files.isDirectory(directory)) {
      add("dataDirectory", directory, "a directory, not a file");
    }
  }

  /** H2 reads what follows a semicolon as settings. */
  void checkDatabaseDirectory(@Nullable Path directory) {
    if (directory != null && directory.toAbsolutePath().toString().indexOf(';') >= 0) {
      add("dataDirectory", directory, "a path without a semicolon");
    }
  }

  void checkBind(String address) {
    if (address.isBlank()) {
      add("bind", "empty", "an address, 0.0.0.0 for all");
    }
  }

  void checkHosts(List<String> hosts) {
    for (String host : hosts) {
      if (!HostNames.isHost(host)) {
        add("host", host, "a host name or an IP address, without scheme and port");
      }
    }
  }

  void checkRanges(List<String> ranges) {
    ranges.forEach(range -> checkForm("behindProxy", AddressRange::parse, range));
  }

  void checkBasePath(String path) {
    checkForm("basePath", BasePath::parse, path);
  }

  void checkAddresses(List<String> addresses) {
    addresses.forEach(address -> checkForm("addresses", DaemonAddress::parse, address));
  }

  /**
   * What a form's reader says begins with the name of the form, which is not that of the option.
   */
  private void checkForm(String name, Consumer<String> reader, String value) {
    try {
      reader.accept(value);
    } catch (IllegalArgumentException e) {
      String told = String.valueOf(e.getMessage());
      found.add(name + told.substring(told.indexOf(':')));
    }
  }

  void checkPassword(@Nullable String password) {
    if (password != null && (password.length() < 8 || password.length() > 1024)) {
      add("administrator's password", password.length() + " characters", "8 to 1024");
    }
  }

  void checkSet(String name, @Nullable Object value, String expected) {
    if (value == null) {
      add(name, null, expected);
    }
  }

  void checkUplink(Uplink uplink) {
    if (uplink instanceof Uplink.ByCode code) {
      if (!"https".equalsIgnoreCase(code.panel().getScheme()) || code.panel().getHost() == null) {
        add("join", code.panel(), "https://host:port of the panel");
      }
      if (JoinSecret.parse(code.code()).isEmpty()) {
        add("join", "a code that cannot be read", "what the panel has shown, whole");
      }
    }
  }

  void checkGrace(String name, Duration grace) {
    if (grace.compareTo(Duration.ofMinutes(1)) < 0) {
      add(name, grace, "PT1M or more");
    }
  }

  /** Throws where anything was found. */
  void raise() {
    if (!found.isEmpty()) {
      throw new ConfigurationException(found);
    }
  }
}
