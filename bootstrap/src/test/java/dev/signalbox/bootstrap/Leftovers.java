package dev.signalbox.bootstrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** What this process held at one moment: threads, and open files and sockets by kind. */
final class Leftovers {
  /** Threads of the JDK and of the test's own client, which nobody here can end. */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "HttpClient-.*|ForkJoinPool.*|process reaper.*|Cleaner-.*|Common-Cleaner|awaitility.*"
              + "|Attach Listener|Keep-Alive-.*|surefire.*|junit.*|CompletableFutureDelayScheduler");

  /** What the client of the test holds is counted among these; a growth of it is no fault here. */
  private static final Pattern NUMBER = Pattern.compile(":\\[[0-9]+]");

  private final Set<Thread> threads;
  private final Map<String, Long> files;

  private Leftovers(Set<Thread> threads, Map<String, Long> files) {
    this.threads = threads;
    this.files = files;
  }

  static Leftovers now() {
    return new Leftovers(threads(), files());
  }

  /** Waits until nothing is held that was not held at that moment. */
  void awaitNothingMore() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () -> {
              // On Java 17 the JDK's client lets go of its selector only once it is collected.
              System.gc();
              if (!moreThreads().isEmpty() || !moreFiles().isEmpty()) {
                throw new AssertionError("threads " + moreThreads() + ", files " + moreFiles());
              }
            });
  }

  private List<String> moreThreads() {
    return threads().stream()
        .filter(thread -> !threads.contains(thread))
        .map(Thread::getName)
        .sorted()
        .toList();
  }

  private Map<String, Long> moreFiles() {
    Map<String, Long> more = new TreeMap<>(files());
    files.forEach((kind, count) -> more.merge(kind, -count, Long::sum));
    more.values().removeIf(count -> count <= 0);
    return more;
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !FOREIGN.matcher(thread.getName()).matches())
        .collect(Collectors.toSet());
  }

  private static Map<String, Long> files() {
    Map<String, Long> found = new HashMap<>();
    for (Path link : links()) {
      try {
        String target = Files.readSymbolicLink(link).toString();
        if (!target.startsWith("/proc/") && !target.endsWith(".jar")) {
          found.merge(NUMBER.matcher(target).replaceAll(""), 1L, Long::sum);
        }
      } catch (NoSuchFileException e) {
        // Closed since it was listed.
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return found;
  }

  private static List<Path> links() {
    try (Stream<Path> listed = Files.list(Path.of("/proc/self/fd"))) {
      return new ArrayList<>(listed.toList());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
