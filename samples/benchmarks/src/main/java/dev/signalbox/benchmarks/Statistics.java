package dev.signalbox.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What is made of the rounds' figures. */
final class Statistics {
  private Statistics() {}

  /** Returns the middle one, or the mean of the two in the middle. */
  static double median(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("values: none (expected: at least 1)");
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /**
   * Returns, round by round, the reference's time over ours for the same amount: above 1 is faster
   * than the reference.
   */
  static List<Double> ratios(List<Sample> ours, List<Sample> reference) {
    if (ours.size() != reference.size()) {
      throw new IllegalArgumentException(
          "ours: " + ours.size() + " rounds (expected: " + reference.size() + ")");
    }
    List<Double> ratios = new ArrayList<>(ours.size());
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(ours.get(round).rate() / reference.get(round).rate());
    }
    return ratios;
  }
}
