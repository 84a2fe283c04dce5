package dev.signalbox.architecture.faults.panel.right;

import dev.signalbox.architecture.faults.panel.left.Left;

/** Leans on its neighbour, which leans on it. */
public interface Right {
  /** Returns the neighbour. */
  Left left();
}
