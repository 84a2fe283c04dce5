package dev.signalbox.daemon.host;

import static java.util.Objects.requireNonNull;

import com.sun.management.OperatingSystemMXBean;
import dev.signalbox.api.host.HostInfo;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at the machine with the JDK's own beans, which know of a container's limits too. */
final class JdkHostService implements HostService {
  private final HostConfig config;
  private final Provider<List<HostInfo.Driver>> drivers;
  private final InstantSource clock;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @Inject
  JdkHostService(HostConfig config, Provider<List<HostInfo.Driver>> drivers, InstantSource clock) {
    this.config = requireNonNull(config, "config");
    this.drivers = requireNonNull(drivers, "drivers");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public HostInfo inspect() {
    return new HostInfo(
        hostName(),
        config.version(),
        new HostInfo.Os(system.getName(), system.getVersion(), system.getArch()),
        new HostInfo.Cpu(system.getAvailableProcessors(), load()),
        new HostInfo.Memory(system.getTotalMemorySize(), system.getFreeMemorySize()),
        disk(),
        clock.instant(),
        drivers.get());
  }

  private @Nullable Double load() {
    double average = system.getSystemLoadAverage();
    return average < 0 ? null : average;
  }

  private HostInfo.Disk disk() {
    try {
      Path directory = config.dataDirectory();
      FileStore store = directory.getFileSystem().provider().getFileStore(directory);
      return new HostInfo.Disk(store.getTotalSpace(), store.getUsableSpace());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
