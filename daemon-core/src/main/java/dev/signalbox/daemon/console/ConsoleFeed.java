package dev.signalbox.daemon.console;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.instance.InstanceState;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/** What an instance gives to those who watch it. Safe for any thread. */
public interface ConsoleFeed {
  ConsoleLog log();

  InstanceState state();

  /** Returns the encoding of its input and output. */
  Charset encoding();

  /**
   * Writes to its standard input, in the order of the calls; returns when the bytes are on their
   * way.
   *
   * @throws SignalboxException {@code instance.not-running}, {@code keeper.input-full}
   */
  void input(ByteBuffer data);
}
