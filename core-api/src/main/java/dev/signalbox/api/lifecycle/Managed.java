package dev.signalbox.api.lifecycle;

/**
 * A part that holds threads, files or connections while it runs.
 *
 * <p>Its constructor wires and acquires nothing. Parts start in the order in which they were made
 * and stop in the reverse; where one fails to start, those before it are stopped again.
 */
public interface Managed {
  /** Acquires what the part needs; called once. */
  void start();

  /**
   * Gives back everything; called once after {@code start} was, even where that failed half-way.
   */
  void stop();
}
