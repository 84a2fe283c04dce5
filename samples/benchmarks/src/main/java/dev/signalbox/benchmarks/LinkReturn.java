package dev.signalbox.benchmarks;

import dev.signalbox.bootstrap.SimulatedDaemons;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long it takes until many daemons are back behind a restart of their panel. */
final class LinkReturn {
  private static final double LIMIT = 10;

  private final Path folder;
  private final int daemons;

  LinkReturn(Path folder, int daemons) {
    this.folder = folder;
    this.daemons = daemons;
  }

  static Table table() {
    return new Table("server", "daemons", "s from READY until all are online", "target");
  }

  /** Adds its row. */
  void measure(Table table, String server) throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve("return-" + server));
    Path data = own.resolve("panel");
    TalkingProcess panel = LinkSite.panel(server, data, 0, null);
    SimulatedDaemons simulated = null;
    try {
      List<String> codes = new ArrayList<>();
      for (int each = 0; each < daemons; each++) {
        codes.add(panel.ask("code many-" + each));
      }
      int port = panel.port();
      simulated = SimulatedDaemons.join(URI.create("https://localhost:" + port), codes, own);
      LinkSite.awaitOnline(panel, daemons);
      panel.close();
      panel = LinkSite.panel(server, data, port, null);
      long ready = System.nanoTime();
      LinkSite.awaitOnline(panel, daemons);
      double seconds = (System.nanoTime() - ready) / 1e9;
      table.add(
          server,
          Integer.toString(daemons),
          String.format(Locale.ROOT, "%.1f", seconds),
          seconds <= LIMIT ? "10 met" : "10 MISSED");
    } finally {
      if (simulated != null) {
        simulated.close();
      }
      panel.close();
    }
  }
}
