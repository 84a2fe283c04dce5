package dev.signalbox.benchmarks;

/**
 * One measurement of one server.
 *
 * @param amount GiB, requests or messages that went through
 * @param seconds how long that took
 * @param serverCpuSeconds what the server used of the processors
 * @param clientCpuSeconds what the client used
 * @param residentBefore the server's memory before, bytes
 * @param residentPeak the most that was seen meanwhile, bytes
 */
record Sample(
    double amount,
    double seconds,
    double serverCpuSeconds,
    double clientCpuSeconds,
    long residentBefore,
    long residentPeak) {
  /** Returns the amount per second. */
  double rate() {
    return amount / seconds;
  }

  double serverCpuPerUnit() {
    return serverCpuSeconds / amount;
  }

  /** Returns the part of the time that the client was on a processor: near 1 it is what limits. */
  double clientLoad() {
    return clientCpuSeconds / seconds;
  }

  long growth() {
    return residentPeak - residentBefore;
  }
}
