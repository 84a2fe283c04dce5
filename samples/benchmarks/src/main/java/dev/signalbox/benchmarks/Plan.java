package dev.signalbox.benchmarks;

import dev.signalbox.benchmarks.Benchmark.Unit;
import dev.signalbox.benchmarks.CurlLoad.Direction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All benchmarks, in the order of the table. */
final class Plan {
  static final String NETTY = "netty";
  static final String NETTY_JDK = "netty-jdk";
  static final String UNDERTOW = "undertow";
  static final String BARE = "bare";

  static final int FAN_OUT_CLIENTS = 100;

  private static final int CONNECTIONS = 64;

  private Plan() {}

  static List<Benchmark> all(Workspace workspace, int rounds, boolean quick) {
    List<Benchmark> all = new ArrayList<>();
    all.add(
        transfer(
            "download",
            new CurlLoad(workspace, Direction.DOWNLOAD, false),
            rounds,
            List.of(NETTY, UNDERTOW),
            Map.of(NETTY, 0.9, UNDERTOW, 0.8)));
    all.add(
        transfer(
            "download-tls",
            new CurlLoad(workspace, Direction.DOWNLOAD, true),
            rounds,
            List.of(NETTY, NETTY_JDK, UNDERTOW),
            Map.of(NETTY, 0.9, NETTY_JDK, 0.5, UNDERTOW, 0.5)));
    all.add(
        transfer(
            "upload",
            new CurlLoad(workspace, Direction.UPLOAD, false),
            rounds,
            List.of(NETTY, UNDERTOW),
            Map.of(NETTY, 0.9, UNDERTOW, 0.9)));
    all.add(
        transfer(
            "upload-tls",
            new CurlLoad(workspace, Direction.UPLOAD, true),
            rounds,
            List.of(NETTY, NETTY_JDK, UNDERTOW),
            Map.of(NETTY, 0.9, NETTY_JDK, 0.5, UNDERTOW, 0.5)));
    Duration duration = Duration.ofMillis(quick ? 500 : 1500);
    all.add(json("json", "/json", duration, rounds));
    all.add(json("json-direct", "/json-direct", duration, rounds));
    all.add(
        new Benchmark(
            "fan-out",
            Unit.MESSAGE,
            new FanOutLoad(FAN_OUT_CLIENTS, quick ? 1000 : 5000),
            2,
            rounds,
            BARE,
            List.of(NETTY, UNDERTOW),
            Map.of()));
    return all;
  }

  /** Returns the benchmarks of these names, all if none is given. */
  static List<Benchmark> chosen(List<Benchmark> all, List<String> names) {
    Set<String> unknown = new LinkedHashSet<>(names);
    List<Benchmark> chosen = new ArrayList<>();
    for (Benchmark benchmark : all) {
      if (unknown.remove(benchmark.name()) || names.isEmpty()) {
        chosen.add(benchmark);
      }
    }
    if (!unknown.isEmpty()) {
      throw new BenchmarkException(
          "names: "
              + String.join(", ", unknown)
              + " (expected: any of "
              + String.join(", ", all.stream().map(Benchmark::name).toList())
              + ")");
    }
    return chosen;
  }

  private static Benchmark transfer(
      String name, Load load, int rounds, List<String> servers, Map<String, Double> targets) {
    return new Benchmark(name, Unit.GIB, load, 1, rounds, Nginx.NAME, servers, targets);
  }

  private static Benchmark json(String name, String path, Duration duration, int rounds) {
    return new Benchmark(
        name,
        Unit.REQUEST,
        new RequestLoad(path, CONNECTIONS, duration),
        2,
        rounds,
        Nginx.NAME,
        List.of(NETTY, UNDERTOW),
        Map.of());
  }
}
