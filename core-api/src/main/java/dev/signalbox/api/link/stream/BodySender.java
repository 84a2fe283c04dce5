package dev.signalbox.api.link.stream;

import java.nio.ByteBuffer;

/** Sends a body in messages, a few at a time, and its end. */
final class BodySender {
  /** Told how it went, once. */
  interface Outcome {
    /** Everything was given to the session, the end included. */
    void sent();

    /** The source has failed, or does not have the length that was promised. */
    void failed(Throwable reason);
  }

  private final Wire wire;
  private final BodySource source;
  private final Outcome outcome;
  private final boolean lengthKnown;
  private long remaining;
  private int inFlight;
  private boolean over;
  private boolean pulling;

  /**
   * Plans the sending of a body.
   *
   * @param length in bytes, or -1; not 0
   */
  BodySender(Wire wire, BodySource source, long length, Outcome outcome) {
    this.wire = wire;
    this.source = source;
    this.outcome = outcome;
    lengthKnown = length >= 0;
    remaining = lengthKnown ? length : Long.MAX_VALUE;
  }

  void begin() {
    pull();
  }

  /** Sends a message; the buffer must not change any more. */
  void offer(ByteBuffer message) {
    int size = message.remaining();
    if (over || size == 0) {
      return;
    }
    if (size > remaining) {
      fail(new IllegalStateException("body longer than promised"));
      return;
    }
    if (lengthKnown) {
      remaining -= size;
    }
    inFlight++;
    wire.sendBinary(message).whenComplete((done, failure) -> wire.execute(this::arrived));
    if (lengthKnown && remaining == 0) {
      finish();
    }
  }

  /** The source has no more. */
  void complete() {
    if (over) {
      return;
    }
    if (lengthKnown && remaining > 0) {
      fail(new IllegalStateException("body shorter than promised by " + remaining + " bytes"));
    } else {
      finish();
    }
  }

  void fail(Throwable reason) {
    if (!over) {
      stop();
      outcome.failed(reason);
    }
  }

  /** Sends nothing more, not even the end. */
  void stop() {
    if (!over) {
      over = true;
      source.end();
    }
  }

  /** The source may be able to give more. */
  void pull() {
    if (pulling) {
      return;
    }
    pulling = true;
    while (!over && inFlight < Wire.WINDOW) {
      int before = inFlight;
      source.pull(this, Wire.WINDOW - inFlight);
      if (inFlight == before) {
        break;
      }
    }
    pulling = false;
  }

  private void finish() {
    stop();
    wire.sendText(Wire.END);
    outcome.sent();
  }

  private void arrived() {
    inFlight--;
    pull();
  }
}
