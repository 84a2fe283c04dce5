package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real curl, which trusts the product's own authority and nothing else. */
final class Curl {
  /** What came back. */
  record Answer(int status, String body) {
    JsonObject json() {
      return JsonParser.parseString(body).getAsJsonObject();
    }

    /** Returns a member of the object as text. */
    String text(String member) {
      return json().get(member).getAsString();
    }

    /** Checks the status, and shows the body where it is another. */
    Answer expect(int expected) {
      assertThat(status).as(body).isEqualTo(expected);
      return this;
    }
  }

  private final List<String> before;
  private final Path authority;
  private final List<String> standing;

  private Curl(List<String> before, Path authority, List<String> standing) {
    this.before = before;
    this.authority = authority;
    this.standing = standing;
  }

  static Curl trusting(Path authority) {
    return after(List.of(), authority);
  }

  /** The same with words in front of the command, such as what puts it into another network. */
  static Curl after(List<String> before, Path authority) {
    return new Curl(before, authority, List.of());
  }

  /** Returns one that sends these options each time. */
  Curl with(String... options) {
    List<String> more = new ArrayList<>(standing);
    more.addAll(Arrays.asList(options));
    return new Curl(before, authority, more);
  }

  Curl bearing(String key) {
    return with("-H", "Authorization: Bearer " + key);
  }

  Answer get(String url) {
    return run(url);
  }

  Answer post(String url, String json) {
    return run(url, "-H", "Content-Type: application/json", "--data-raw", json);
  }

  /** Answers with the body as text of one byte per character. */
  Answer run(String url, String... options) {
    try {
      Path body = Files.createTempFile("curl", ".body");
      int status = save(url, body, options);
      return new Answer(status, Files.readString(body, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the body to a file, and returns the status. */
  int save(String url, Path body, String... options) {
    try {
      List<String> command = new ArrayList<>(before);
      command.addAll(
          List.of(
              "curl",
              "-s",
              "--max-time",
              "60",
              "--cacert",
              authority.toString(),
              "-o",
              body.toString(),
              "-w",
              "%{http_code}"));
      command.addAll(standing);
      command.addAll(Arrays.asList(options));
      command.add(url);
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String status =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertThat(process.waitFor(70, TimeUnit.SECONDS)).isTrue();
      return Integer.parseInt(status);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
