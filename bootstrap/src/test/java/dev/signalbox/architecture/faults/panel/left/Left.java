package dev.signalbox.architecture.faults.panel.left;

import dev.signalbox.architecture.faults.panel.right.Right;

/** Leans on its neighbour, which leans on it. */
public interface Left {
  /** Returns the neighbour. */
  Right right();
}
