package dev.signalbox.benchmarks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Makes tables of the samples. */
final class Report {
  private static final long GROWTH_LIMIT = 32L << 20;

  private final Map<Benchmark, Map<String, List<Sample>>> results = new LinkedHashMap<>();

  void add(Benchmark benchmark, Map<String, List<Sample>> samples) {
    results.put(benchmark, samples);
  }

  /** Returns the table of everything that was added. */
  String markdown() {
    Table table =
        new Table(
            "test",
            "server",
            "rounds",
            "rate",
            "ratio (worst–best round)",
            "target",
            "server CPU",
            "client busy",
            "resident MiB",
            "growth MiB");
    results.forEach(
        (benchmark, samples) ->
            samples.forEach((server, own) -> row(table, benchmark, server, own, samples)));
    return table.markdown();
  }

  private static void row(
      Table table,
      Benchmark benchmark,
      String server,
      List<Sample> own,
      Map<String, List<Sample>> samples) {
    boolean reference = server.equals(benchmark.reference());
    List<Double> ratios =
        Statistics.ratios(own, samples.getOrDefault(benchmark.reference(), List.of()));
    Benchmark.Unit unit = benchmark.unit();
    double cost = median(own, Sample::serverCpuPerUnit) * unit.costFactor;
    long growth = own.stream().mapToLong(Sample::growth).max().orElse(0);
    table.add(
        benchmark.name(),
        server,
        Integer.toString(own.size()),
        format("%,.0f %s", median(own, Sample::rate) * unit.rateFactor, unit.rate),
        reference
            ? "1"
            : format(
                "%.2f (%.2f–%.2f)",
                Statistics.median(ratios), Collections.min(ratios), Collections.max(ratios)),
        target(benchmark.targets().get(server), Statistics.median(ratios)),
        format("%.2f %s", cost, unit.cost),
        format("%.0f %%", 100 * median(own, Sample::clientLoad)),
        format("%.0f", median(own, Sample::residentPeak) / (1 << 20)),
        format("%.1f%s", growth / (double) (1 << 20), growth < GROWTH_LIMIT ? "" : " (limit 32)"));
  }

  private static String target(@Nullable Double least, double ratio) {
    if (least == null) {
      return "";
    }
    return format("%.1f %s", least, ratio >= least ? "met" : "MISSED");
  }

  private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return Statistics.median(samples.stream().mapToDouble(figure).boxed().toList());
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
