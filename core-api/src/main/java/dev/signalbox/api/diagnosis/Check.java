package dev.signalbox.api.diagnosis;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at.
 *
 * @param id what was looked at, such as {@code address.tcp}; permanent
 * @param title the same in plain words
 * @param detail the facts
 * @param remedy what a person can do about it; empty where nothing is to be done
 * @param address the address that it is about, where it is about one of several
 */
public record Check(
    String id,
    String title,
    CheckStatus status,
    String detail,
    String remedy,
    @Nullable String address) {
  public Check {
    requireNonNull(id, "id");
    requireNonNull(title, "title");
    requireNonNull(status, "status");
    requireNonNull(detail, "detail");
    requireNonNull(remedy, "remedy");
    if (remedy.isEmpty() && (status == CheckStatus.WARN || status == CheckStatus.FAIL)) {
      throw new IllegalArgumentException("remedy: none (expected: one for " + status + ")");
    }
  }

  public static Check pass(String id, String title, String detail) {
    return new Check(id, title, CheckStatus.PASS, detail, "", null);
  }

  public static Check warn(String id, String title, String detail, String remedy) {
    return new Check(id, title, CheckStatus.WARN, detail, remedy, null);
  }

  public static Check fail(String id, String title, String detail, String remedy) {
    return new Check(id, title, CheckStatus.FAIL, detail, remedy, null);
  }

  public static Check skip(String id, String title, String detail) {
    return new Check(id, title, CheckStatus.SKIP, detail, "", null);
  }

  /** Returns this check as one about an address. */
  public Check of(String about) {
    return new Check(id, title, status, detail, remedy, about);
  }
}
