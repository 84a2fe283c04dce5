package dev.signalbox.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.diagnosis.Destination;
import dev.signalbox.panel.diagnosis.LinkCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares every check of a diagnosis with the document that lists them. */
final class DiagnosisDocumentTest {
  private static final Pattern ROW = Pattern.compile("\\| `([a-z.-]+)` \\| (.+) \\| (.+) \\|");

  @Test
  void theDocumentListsEveryCheckInItsOrderAndNoOther() throws IOException {
    List<String> ids = new ArrayList<>();
    for (LinkCheck check : LinkCheck.values()) {
      ids.add(check.id());
    }
    for (Destination destination : Destination.values()) {
      destination.hops().forEach(hop -> ids.add(destination.id(hop)));
    }

    assertThat(rows()).extracting(row -> row.group(1)).isEqualTo(ids);
  }

  @Test
  void theDocumentSaysWhatEachLooksAtAndWhatToDo() throws IOException {
    assertThat(rows())
        .allSatisfy(
            row -> {
              assertThat(row.group(2)).as(row.group(1)).hasSizeGreaterThan(20);
              assertThat(row.group(3)).as(row.group(1)).hasSizeGreaterThan(10);
            });
  }

  private static List<Matcher> rows() throws IOException {
    List<Matcher> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Checkout.root().resolve("docs/diagnosis.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(row);
      }
    }
    return rows;
  }
}
