package dev.signalbox.api.link.stream;

/** Asks for streams to be opened; how depends on which side of the link dials. */
@FunctionalInterface
public interface StreamOpener {
  /**
   * Asks for so many more WebSockets, each with a listener of {@link StreamPool#accept}. Does not
   * wait, and need not say that one does not come: the pool asks again.
   *
   * @param count 1 or more
   */
  void open(int count);
}
