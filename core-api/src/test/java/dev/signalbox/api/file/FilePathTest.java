package dev.signalbox.api.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.SignalboxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/a",
        "//a",
        "..",
        "../a",
        "a/..",
        "a/../b",
        "..\\a",
        "a\\..\\b",
        "a/b\\..",
        "a\0b",
        "\0",
        "\ud83d",
        "a/\udc00"
      })
  void refusesWhatCouldLeadOut(String text) {
    assertThatThrownBy(() -> FilePath.parse(text))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code()).isEqualTo(FileError.BAD_PATH));
  }

  @Test
  void refusesANameThatNoFileSystemTakes() {
    assertThat(FilePath.parse("a".repeat(255)).name()).hasSize(255);
    assertThatThrownBy(() -> FilePath.parse("a".repeat(256)))
        .isInstanceOf(SignalboxException.class);
    assertThatThrownBy(() -> FilePath.parse("\u00e9".repeat(128)))
        .isInstanceOf(SignalboxException.class);
  }

  @ParameterizedTest
  @CsvSource({"a,a", "a/b,a/b", "a//b,a/b", "./a/./b/,a/b", "a\\b,a\\b", "...,...", "..a,..a"})
  void readsPathsIntoOneForm(String text, String canonical) {
    assertThat(FilePath.parse(text)).hasToString(canonical);
    assertThat(FilePath.parse(canonical)).isEqualTo(FilePath.parse(text));
  }

  @Test
  void takesTheEmptyPathAsTheRoot() {
    assertThat(FilePath.parse("")).isEqualTo(FilePath.root());
    assertThat(FilePath.parse("./").isRoot()).isTrue();
  }

  @Test
  void doesNotTakeANeighbourOfAPrefixAsBelowIt() {
    assertThat(FilePath.parse("mnt/x").startsWith(FilePath.parse("mnt"))).isTrue();
    assertThat(FilePath.parse("mnt-private").startsWith(FilePath.parse("mnt"))).isFalse();
  }
}
