package dev.signalbox.daemon.file;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.file.FileError;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Gives access by the JDK's {@code SecureDirectoryStream}, that is by {@code openat} and kin. */
final class SecureStreamDirectories implements RootedDirectories {
  private static final Duration OPEN_DEADLINE = Duration.ofSeconds(2);

  private final AtomicInteger threadNumber = new AtomicInteger();
  private final ExecutorService openers =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

  @Override
  public RootedDirectory open(Path root, Path staging, @Nullable FileOwner owner) {
    try {
      Path realRoot = root.toRealPath();
      requireHandles(realRoot);
      Staging area = Staging.open(staging, owner);
      if (area.path().startsWith(realRoot)) {
        throw new IllegalArgumentException(
            "staging: " + area.path() + " (expected: outside of " + realRoot + ")");
      }
      area.requireSameFileSystem(realRoot);
      return new SecureStreamDirectory(realRoot, area, new OpenGuard(openers, OPEN_DEADLINE));
    } catch (IOException e) {
      throw FileFaults.of(e, root);
    } catch (UnsupportedOperationException e) {
      throw new SignalboxException(
          FileError.UNSUPPORTED, "This system has no file owners and permission bits.", e);
    }
  }

  @Override
  public void close() {
    openers.shutdown();
  }

  /** Opening it once tells whether this system can: the handle is what everything stands on. */
  private static void requireHandles(Path root) throws IOException {
    OpenDirectory.root(root).close();
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "signalbox-file-open-" + threadNumber.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
