package dev.signalbox.benchmarks;

import dev.signalbox.benchmarks.CurlLoad.Direction;
import dev.signalbox.benchmarks.LinkSite.Way;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A file over TLS by the relay against the same directly from the daemon, in the same rounds. */
final class LinkTransfers {
  private static final double GIB = 1 << 30;

  private final LinkSite site;
  private final Workspace workspace;
  private final int rounds;

  /** What one transfer took, and of which process. */
  private record Transfer(double seconds, double panelCpu, double daemonCpu) {}

  LinkTransfers(LinkSite site, Workspace workspace, int rounds) {
    this.site = site;
    this.workspace = workspace;
    this.rounds = rounds;
  }

  /** Adds its rows. */
  void measure(Table table, String server) throws IOException, InterruptedException {
    for (Direction direction : new Direction[] {Direction.UPLOAD, Direction.DOWNLOAD}) {
      Map<Way, List<Transfer>> transfers = new EnumMap<>(Way.class);
      for (Way way : Way.values()) {
        transfers.put(way, new ArrayList<>());
      }
      List<Way> turns = new ArrayList<>(List.of(Way.values()));
      // The first round is to warm up.
      for (int round = -1; round < rounds; round++) {
        for (Way way : turns) {
          Transfer transfer = transfer(direction, way);
          if (round >= 0) {
            transfers.getOrDefault(way, List.of()).add(transfer);
          }
        }
        Collections.rotate(turns, 1);
      }
      rows(table, server, direction, transfers);
    }
  }

  /** Brings the file to the daemon. */
  void upload() throws IOException, InterruptedException {
    transfer(Direction.UPLOAD, Way.DIRECT);
  }

  private void rows(
      Table table, String server, Direction direction, Map<Way, List<Transfer>> transfers) {
    List<Transfer> direct = transfers.getOrDefault(Way.DIRECT, List.of());
    double gib = workspace.fileBytes() / GIB;
    transfers.forEach(
        (way, own) -> {
          List<Double> ratios = new ArrayList<>();
          for (int round = 0; round < own.size(); round++) {
            ratios.add(direct.get(round).seconds() / own.get(round).seconds());
          }
          table.add(
              direction.name().toLowerCase(Locale.ROOT),
              server,
              way.name().toLowerCase(Locale.ROOT),
              Integer.toString(own.size()),
              format("%.0f", gib * 1024 / median(own, Transfer::seconds)),
              format(
                  "%.2f (%.2f–%.2f)",
                  Statistics.median(ratios), Collections.min(ratios), Collections.max(ratios)),
              format("%.2f", median(own, Transfer::panelCpu) / gib),
              format("%.2f", median(own, Transfer::daemonCpu) / gib));
        });
  }

  static Table table() {
    return new Table(
        "direction",
        "server",
        "way",
        "rounds",
        "MiB/s",
        "direct's time / own",
        "panel CPU s/GiB",
        "daemon CPU s/GiB");
  }

  private Transfer transfer(Direction direction, Way way) throws IOException, InterruptedException {
    boolean upload = direction == Direction.UPLOAD;
    LinkSite.Leave leave = site.leave(upload ? "files.upload" : "files.download", "file");
    List<String> command = curl(site);
    command.addAll(List.of("-w", "%{http_code} %{time_total} %{size_download} %{size_upload}"));
    if (upload) {
      command.addAll(List.of("-T", workspace.file().toString()));
    }
    command.add(leave.whole(way));
    double panelBefore = site.panel().usage().cpuSeconds();
    double daemonBefore = site.daemon().usage().cpuSeconds();
    Process curl = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said;
    try (InputStream out = curl.getInputStream()) {
      said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
    int exit = curl.waitFor();
    String[] words = said.split(" ", -1);
    boolean whole =
        exit == 0
            && words.length == 4
            && words[0].startsWith("20")
            && Long.parseLong(words[upload ? 3 : 2]) == workspace.fileBytes();
    if (!whole) {
      throw new IOException(way + " " + direction + ": curl ended with " + exit + ": " + said);
    }
    return new Transfer(
        Double.parseDouble(words[1]),
        site.panel().usage().cpuSeconds() - panelBefore,
        site.daemon().usage().cpuSeconds() - daemonBefore);
  }

  /** Returns a command that downloads to nowhere. */
  static List<String> curl(LinkSite site) {
    return new ArrayList<>(
        List.of(
            "curl",
            "-sS",
            "--http1.1",
            "--max-time",
            "300",
            "-o",
            "/dev/null",
            "--cacert",
            site.authority().toString(),
            "--resolve",
            LinkSite.DAEMON_HOST + ":" + site.daemon().tlsPort() + ":127.0.0.1",
            "--tls13-ciphers",
            "TLS_AES_256_GCM_SHA384"));
  }

  private static double median(List<Transfer> transfers, ToDoubleFunction<Transfer> figure) {
    return Statistics.median(transfers.stream().mapToDouble(figure).boxed().toList());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
