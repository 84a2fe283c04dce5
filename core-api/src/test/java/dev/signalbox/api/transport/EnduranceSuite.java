package dev.signalbox.api.transport;

import org.junit.jupiter.api.Nested;

/**
 * What takes thousands of descriptors or hundreds of servers: run once for each engine, plain and
 * TLS, where descriptors are counted.
 */
public abstract class EnduranceSuite {
  /** Returns what to test. */
  protected abstract TransportUnderTest subject();

  /** Returns the bytes that the engine holds outside of the heap and the JVM does not count. */
  protected long uncountedMemory() {
    return 0;
  }

  @Nested
  class Flood extends FloodContract {
    @Override
    protected TransportUnderTest subject() {
      return EnduranceSuite.this.subject();
    }

    @Override
    protected long uncountedMemory() {
      return EnduranceSuite.this.uncountedMemory();
    }
  }

  @Nested
  class StartStop extends StartStopContract {
    @Override
    protected TransportUnderTest subject() {
      return EnduranceSuite.this.subject();
    }
  }
}
