package dev.signalbox.benchmarks;

import java.util.List;
import java.util.Map;

/**
 * One thing that is measured.
 *
 * @param name as on the command line
 * @param unit what the load's amount counts
 * @param reference the server that the others are compared with
 * @param servers the others, in the table's order
 * @param targets least ratio to the reference, for servers that have one
 */
record Benchmark(
    String name,
    Unit unit,
    Load load,
    int warmUps,
    int rounds,
    String reference,
    List<String> servers,
    Map<String, Double> targets) {

  /** What goes through, and how its cost is told. */
  enum Unit {
    GIB("MiB/s", 1024, "CPU s/GiB", 1),
    REQUEST("requests/s", 1, "CPU µs/request", 1e6),
    MESSAGE("messages/s", 1, "CPU µs/message", 1e6);

    final String rate;
    final double rateFactor;
    final String cost;
    final double costFactor;

    Unit(String rate, double rateFactor, String cost, double costFactor) {
      this.rate = rate;
      this.rateFactor = rateFactor;
      this.cost = cost;
      this.costFactor = costFactor;
    }
  }
}
