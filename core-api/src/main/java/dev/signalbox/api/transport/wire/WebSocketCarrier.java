package dev.signalbox.api.transport.wire;

import java.util.concurrent.RejectedExecutionException;

/**
 * The connection below a WebSocket, as a transport has it.
 *
 * <p>Every method but {@link #execute} and {@link #inThread} is called on the connection's I/O
 * thread, and may be called from within a call that the transport makes of {@link
 * WebSocketProtocol}: where that would nest its loops, it notes the call and acts behind them.
 */
public interface WebSocketCarrier extends Deadline.Timer {
  /** Says whether this is the I/O thread of the connection; for any thread. */
  boolean inThread();

  /**
   * Runs the task on the I/O thread, later even where this is it; for any thread.
   *
   * @throws RejectedExecutionException where that thread has ended
   */
  void execute(Runnable task);

  /** Says whether the server stops. */
  boolean isStopping();

  /** Writes what is in the outbox, as far as the client takes it, and the rest as it goes on. */
  void write();

  /** Reads, and gives to the protocol, for as long as it {@link WebSocketProtocol#wantsInput}. */
  void read();

  /**
   * Closes the connection in such a way that the client gets what was written: both sides have said
   * goodbye, or ours has and does not listen for an answer.
   */
  void close();

  /** Cuts the connection at once. */
  void cut();

  /** The listener was told of the end: nothing more comes from the protocol. */
  void over();
}
