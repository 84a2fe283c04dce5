package dev.signalbox.benchmarks;

import dev.signalbox.benchmarks.LinkSite.Way;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What panel and daemon take of memory for many slow downloads and consoles at once. */
final class LinkCrowd {
  private static final int DOWNLOADS = 80;
  private static final int CONSOLES = 20;

  private final LinkSite site;
  private final int seconds;

  /** The file must be there. */
  LinkCrowd(LinkSite site, int seconds) {
    this.site = site;
    this.seconds = seconds;
  }

  static Table table() {
    return new Table("server", "streams", "process", "MiB before", "MiB at most", "growth MiB");
  }

  /** Adds its rows. */
  void measure(Table table, String server) throws IOException, InterruptedException {
    long panelBefore = site.panel().usage().residentBytes();
    long daemonBefore = site.daemon().usage().residentBytes();
    List<Process> downloads = new ArrayList<>();
    List<EchoConsole> consoles = new ArrayList<>();
    try (ResidentWatch panel = ResidentWatch.begin(site.panel());
        ResidentWatch daemon = ResidentWatch.begin(site.daemon())) {
      for (int each = 0; each < DOWNLOADS; each++) {
        downloads.add(slowDownload());
      }
      for (int each = 0; each < CONSOLES; each++) {
        consoles.add(EchoConsole.open(site, Way.RELAY));
      }
      TimeUnit.SECONDS.sleep(seconds);
      long open = downloads.stream().filter(Process::isAlive).count() + consoles.size();
      row(table, server, open, "panel", panelBefore, panel.peak());
      row(table, server, open, "daemon", daemonBefore, daemon.peak());
    } finally {
      consoles.forEach(EchoConsole::close);
      downloads.forEach(Process::destroy);
    }
  }

  private Process slowDownload() throws IOException, InterruptedException {
    List<String> command = LinkTransfers.curl(site);
    command.addAll(List.of("--limit-rate", "100k"));
    command.add(site.leave("files.download", "file").whole(Way.RELAY));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void row(
      Table table, String server, long open, String process, long before, long peak) {
    table.add(
        server,
        Long.toString(open),
        process,
        mebibytes(before),
        mebibytes(peak),
        mebibytes(peak - before));
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / (double) (1 << 20));
  }
}
