package dev.signalbox.architecture;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.signalbox.api.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares every error code of the library with the document that lists them. */
final class ErrorCodesTest {
  private static final Pattern ROW = Pattern.compile("\\| `([^`]*)` \\| (\\d+) \\| (.*) \\|");
  private static final List<ErrorCode> codes = codes();

  @Test
  void idsAreUnique() {
    assertThat(codes).hasSizeGreaterThan(80);
    assertThat(codes).extracting(ErrorCode::id).doesNotHaveDuplicates();
  }

  @Test
  void idsAreFeatureDotFault() {
    assertThat(codes)
        .extracting(ErrorCode::id)
        .allSatisfy(id -> assertThat(id).matches("[a-z][a-z-]*\\.[a-z][a-z-]*"));
  }

  @Test
  void theDocumentListsEveryCodeWithItsStatusAndNoOther() throws IOException {
    Map<String, Integer> actual =
        codes.stream().collect(toMap(ErrorCode::id, code -> code.kind().status()));

    assertThat(new TreeMap<>(documented())).isEqualTo(new TreeMap<>(actual));
  }

  @Test
  void theDocumentSaysWhatEachCodeMeans() throws IOException {
    assertThat(rows())
        .allSatisfy(row -> assertThat(row.group(3)).as(row.group(1)).matches("[A-Z].{20,}\\."));
  }

  private static Map<String, Integer> documented() throws IOException {
    return rows().stream()
        .collect(toMap(row -> row.group(1), row -> Integer.parseInt(row.group(2))));
  }

  private static List<Matcher> rows() throws IOException {
    Path document = Checkout.root().resolve("docs/error-codes.md");
    List<Matcher> rows = new ArrayList<>();
    for (String line : Files.readAllLines(document)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<ErrorCode> codes() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.signalbox")
            .stream()
            .filter(type -> type.isEnum() && type.isAssignableTo(ErrorCode.class))
            .map(JavaClass::reflect)
            .flatMap(type -> List.of(type.getEnumConstants()).stream())
            .map(ErrorCode.class::cast)
            .toList();
  }
}
