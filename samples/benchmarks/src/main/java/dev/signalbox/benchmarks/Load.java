package dev.signalbox.benchmarks;

import java.io.IOException;

/** A client's work against one server. */
interface Load {
  /**
   * Does the work once and waits for its end.
   *
   * @throws IOException where the server did not do as it should
   */
  Result run(ServerProcess server) throws IOException, InterruptedException;

  /**
   * What came of it.
   *
   * @param amount GiB, requests or messages
   */
  record Result(double amount, double seconds, double clientCpuSeconds) {}
}
