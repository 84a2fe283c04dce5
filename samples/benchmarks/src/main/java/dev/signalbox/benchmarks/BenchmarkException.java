package dev.signalbox.benchmarks;

/** What whoever runs the benchmark can mend; the message says how. */
final class BenchmarkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BenchmarkException(String message) {
    super(message);
  }
}
