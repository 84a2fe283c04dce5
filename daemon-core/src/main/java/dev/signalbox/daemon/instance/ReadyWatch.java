package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Looks for the line that tells that a starting instance is ready.
 *
 * <p>Fed by one thread. A line counts up to 4 KiB, and a search up to a number of steps, so that no
 * pattern holds the output up.
 */
final class ReadyWatch {
  private static final int MOST = 4096;
  private static final int STEPS = 1_000_000;

  private final Pattern pattern;
  private final Charset encoding;
  private final Runnable onReady;
  private final byte[] line = new byte[MOST];
  private int length;
  private boolean done;

  /**
   * @param onReady runs once, on the feeding thread
   */
  ReadyWatch(String pattern, Charset encoding, Runnable onReady) {
    this.pattern = Pattern.compile(pattern);
    this.encoding = requireNonNull(encoding, "encoding");
    this.onReady = requireNonNull(onReady, "onReady");
  }

  /** Takes output; leaves the position alone. */
  void feed(ByteBuffer bytes) {
    if (done) {
      return;
    }
    ByteBuffer left = bytes.duplicate();
    while (left.hasRemaining() && !done) {
      byte b = left.get();
      if (b == '\n') {
        look();
        length = 0;
      } else if (length < MOST) {
        line[length++] = b;
      }
    }
    // A prompt has no line end.
    look();
  }

  private void look() {
    if (length > 0 && !done && matches(new String(Arrays.copyOf(line, length), encoding))) {
      done = true;
      onReady.run();
    }
  }

  private boolean matches(String text) {
    try {
      return pattern.matcher(new Stepped(text, new Budget())).find();
    } catch (TooManySteps e) {
      return false;
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super("too many steps", null, false, false);
    }
  }

  /** How often a search may still look at its text. */
  private static final class Budget {
    private int left = STEPS;

    void spend() {
      if (--left < 0) {
        throw new TooManySteps();
      }
    }
  }

  /** A text that can be looked at only so often. */
  private record Stepped(CharSequence text, Budget budget) implements CharSequence {
    @Override
    public char charAt(int index) {
      budget.spend();
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Stepped(text.subSequence(start, end), budget);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
