package dev.signalbox.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a benchmark's rounds, in each of which every server has its turn. */
final class Rounds {
  /** A busy machine makes rounds long: behind this time no further one begins. */
  static final Duration ENOUGH = Duration.ofSeconds(40);

  private static final int FEWEST = 3;

  private final Map<String, ServerProcess> servers;

  Rounds(Map<String, ServerProcess> servers) {
    this.servers = servers;
  }

  /**
   * Returns the samples of each server, round by round, the reference's first; of fewer rounds than
   * planned, yet of three, where those took {@link #ENOUGH}.
   */
  Map<String, List<Sample>> run(Benchmark benchmark) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    names.add(benchmark.reference());
    names.addAll(benchmark.servers());
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    names.forEach(name -> samples.put(name, new ArrayList<>()));
    long begin = System.nanoTime();
    for (int round = -benchmark.warmUps(); round < benchmark.rounds(); round++) {
      if (round >= FEWEST && System.nanoTime() - begin > ENOUGH.toNanos()) {
        break;
      }
      for (String name : names) {
        Sample sample = measure(benchmark.load(), server(name));
        if (round >= 0) {
          samples.getOrDefault(name, List.of()).add(sample);
        }
      }
      // Nobody always comes first, or behind the same one.
      Collections.rotate(names, 1);
    }
    return samples;
  }

  private ServerProcess server(String name) {
    ServerProcess server = servers.get(name);
    if (server == null) {
      throw new IllegalStateException("not started: " + name);
    }
    return server;
  }

  private static Sample measure(Load load, ServerProcess server)
      throws IOException, InterruptedException {
    ProcessUsage before = server.usage();
    Load.Result result;
    long peak;
    try (ResidentWatch watch = ResidentWatch.begin(server)) {
      result = load.run(server);
      peak = watch.peak();
    }
    ProcessUsage after = server.usage();
    return new Sample(
        result.amount(),
        result.seconds(),
        after.cpuSeconds() - before.cpuSeconds(),
        result.clientCpuSeconds(),
        before.residentBytes(),
        Math.max(peak, after.residentBytes()));
  }
}
