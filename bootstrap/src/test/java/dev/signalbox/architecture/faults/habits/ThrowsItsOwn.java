package dev.signalbox.architecture.faults.habits;

/** Is a failure with a type of its own: no fault. */
final class ThrowsItsOwn extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ThrowsItsOwn(String message) {
    super(message);
  }
}
