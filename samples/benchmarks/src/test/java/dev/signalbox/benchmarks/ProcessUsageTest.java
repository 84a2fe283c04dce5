package dev.signalbox.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessUsageTest {
  private static final String STAT =
      "4711 (a (b) c) S 1 4711 4711 0 -1 4194560 1 2 3 4 150 50 30 7 20 0 9 0 100 200 300\n";

  @Test
  void sumsUserAndSystemTimeOfTheProcessAndItsEndedChildren() {
    assertThat(ProcessUsage.cpuSeconds(STAT)).isEqualTo(2.37);
    assertThat(ProcessUsage.endedChildrenCpuSeconds(STAT)).isEqualTo(0.37);
  }

  @Test
  void readsResidentMemoryInBytes() {
    assertThat(ProcessUsage.residentBytes("Name:\tx\nVmHWM:\t  9 kB\nVmRSS:\t  5120 kB\n"))
        .isEqualTo(5 << 20);
  }

  @Test
  void takesAZombieWithoutMemoryForZero() {
    assertThat(ProcessUsage.residentBytes("Name:\tx\nState:\tZ (zombie)\n")).isZero();
  }
}
