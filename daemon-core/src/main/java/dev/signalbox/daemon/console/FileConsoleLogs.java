package dev.signalbox.daemon.console;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.InstanceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A directory of logs, one directory for each instance. */
final class FileConsoleLogs implements ConsoleLogs {
  private final Path root;
  private final ConsoleLimits limits;
  private final Map<InstanceId, FileConsoleLog> open = new ConcurrentHashMap<>();

  FileConsoleLogs(Path root, ConsoleLimits limits) {
    this.root = requireNonNull(root, "root");
    this.limits = requireNonNull(limits, "limits");
  }

  @Override
  public ConsoleLog open(InstanceId instance) throws IOException {
    FileConsoleLog log = FileConsoleLog.open(directory(instance), limits);
    open.put(instance, log);
    return log;
  }

  @Override
  public void delete(InstanceId instance) throws IOException {
    FileConsoleLog log = open.remove(instance);
    if (log != null) {
      log.delete();
    }
  }

  private Path directory(InstanceId instance) {
    return root.resolve(instance.value());
  }
}
