package dev.signalbox.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  @Test
  void takesTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
    assertThat(Statistics.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Statistics.median(List.of(4.0, 1.0, 2.0, 9.0))).isEqualTo(3);
  }

  @Test
  void ratioIsAboveOneWhereWeAreFasterInTheSameRound() {
    assertThat(Statistics.ratios(List.of(taking(1), taking(4)), List.of(taking(2), taking(2))))
        .containsExactly(2.0, 0.5);
  }

  @Test
  void refusesRoundsThatDoNotPair() {
    assertThatThrownBy(() -> Statistics.ratios(List.of(taking(1)), List.of()))
        .hasMessage("ours: 1 rounds (expected: 0)");
  }

  private static Sample taking(double seconds) {
    return new Sample(1, seconds, 0, 0, 0, 0);
  }
}
