package dev.signalbox.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells as Markdown that reads well unrendered, too: columns are padded. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... header) {
    rows.add(List.of(header));
  }

  void add(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "cells: " + cells.length + " (expected: " + rows.get(0).size() + ")");
    }
    rows.add(List.of(cells));
  }

  String markdown() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int index = 0; index < rows.size(); index++) {
      line(text, rows.get(index), widths);
      if (index == 0) {
        for (int width : widths) {
          text.append("| ").append("-".repeat(Math.max(3, width))).append(' ');
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> row, int[] widths) {
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      text.append("| ")
          .append(cell)
          .append(" ".repeat(Math.max(3, widths[column]) - cell.length()));
      text.append(' ');
    }
    text.append("|\n");
  }
}
