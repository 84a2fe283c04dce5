package dev.signalbox.transport.undertow;

/**
 * How much of the machine the transport takes.
 *
 * @param ioThreads threads that read, write and call handlers, 1 to 256
 * @param bufferBytes size of each buffer for heads and small bodies, 1 KiB to 1 MiB; set here since
 *     the engine's own choice depends on the heap and the collector
 * @param transferBytes size of each buffer for request bodies and for files over TLS, 4 KiB to 4
 *     MiB
 */
public record UndertowOptions(int ioThreads, int bufferBytes, int transferBytes) {
  /** A thread for each processor and at least two, 16 KiB for heads, 64 KiB for bodies. */
  public static final UndertowOptions DEFAULT =
      new UndertowOptions(
          Math.max(2, Math.min(256, Runtime.getRuntime().availableProcessors())),
          16 * 1024,
          64 * 1024);

  public UndertowOptions {
    checkRange("ioThreads", ioThreads, 1, 256);
    checkRange("bufferBytes", bufferBytes, 1024, 1024 * 1024);
    checkRange("transferBytes", transferBytes, 4096, 4 * 1024 * 1024);
  }

  private static void checkRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + ".." + most + ")");
    }
  }
}
