package dev.signalbox.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void padsEachColumnToItsWidestCell() {
    Table table = new Table("test", "x");
    table.add("download", "1");
    assertThat(table.markdown())
        .isEqualTo("| test     | x   |\n| -------- | --- |\n| download | 1   |\n");
  }
}
