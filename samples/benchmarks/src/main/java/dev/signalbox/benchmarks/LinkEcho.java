package dev.signalbox.benchmarks;

import dev.signalbox.benchmarks.LinkSite.Way;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** How long a keystroke takes until its echo, on a direct and on a relayed console. */
final class LinkEcho {
  private static final int WARM_UPS = 200;

  private final LinkSite site;
  private final int keystrokes;

  LinkEcho(LinkSite site, int keystrokes) {
    this.site = site;
    this.keystrokes = keystrokes;
  }

  static Table table() {
    return new Table("server", "console", "keystrokes", "median ms", "p95 ms", "p99 ms");
  }

  /** Adds its rows. */
  void measure(Table table, String server) throws IOException, InterruptedException {
    for (Way way : Way.values()) {
      long[] nanos = new long[keystrokes];
      try (EchoConsole console = EchoConsole.open(site, way)) {
        for (int key = -WARM_UPS; key < keystrokes; key++) {
          long took = console.echo(way + "-" + key);
          if (key >= 0) {
            nanos[key] = took;
          }
        }
      }
      Arrays.sort(nanos);
      table.add(
          server,
          way.name().toLowerCase(Locale.ROOT),
          Integer.toString(keystrokes),
          millis(nanos, 50),
          millis(nanos, 95),
          millis(nanos, 99));
    }
  }

  private static String millis(long[] sorted, int percentile) {
    int index = Math.max(0, (int) Math.ceil(sorted.length * percentile / 100.0) - 1);
    return String.format(Locale.ROOT, "%.2f", sorted[index] / 1e6);
  }
}
