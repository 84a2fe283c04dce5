package dev.signalbox.api.routing;

import static dev.signalbox.api.routing.Requests.code;
import static dev.signalbox.api.routing.Requests.get;
import static dev.signalbox.api.routing.Requests.names;
import static dev.signalbox.api.routing.Requests.request;
import static dev.signalbox.api.routing.Requests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangedRepliesTest {
  private static final byte[] DIGITS = "0123456789".getBytes(StandardCharsets.US_ASCII);
  private static final Validators STATE =
      Validators.of(EntityTag.strong("v1"), Instant.parse("1994-11-06T08:49:37Z"));
  private static final HttpHeaders TYPE =
      HttpHeaders.of("Content-Type", "text/plain", "Cache-Control", "no-cache");

  @TempDir private Path directory;
  private FileChannel channel;

  @BeforeEach
  void openAFile() throws IOException {
    channel = FileChannel.open(Files.write(directory.resolve("digits"), DIGITS));
  }

  @AfterEach
  void closeTheFile() throws IOException {
    channel.close();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0-0",
    "bytes=2-4, 234, 2-4",
    "bytes=7-, 789, 7-9",
    "bytes=7-99999999999999999999999, 789, 7-9",
    "bytes=-3, 789, 7-9",
    "bytes=-100, 0123456789, 0-9",
    "BYTES=0-1, 01, 0-1",
    "bytes= 0-1 , 01, 0-1",
    "bytes=0000000000000000000000001-1, 1, 1-1"
  })
  void answersOneRange(String range, String content, String told) {
    HttpResponse response = answer(get("/x", "Range", range));

    assertThat(response.status()).isEqualTo(206);
    assertThat(text(response)).isEqualTo(content);
    assertThat(response.headers().first("Content-Range")).contains("bytes " + told + "/10");
    assertThat(response.headers().first("ETag")).contains("\"v1\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=4-2",
        "bytes=a-b",
        "bytes=-",
        "bytes=0-1,3-4",
        "items=0-1",
        "bytes 0-1",
        "0-1",
        "",
        "bytes=1-2-3",
        "bytes=+1-2",
        "bytes=--1"
      })
  void answersTheWholeWhereTheRangeIsNoneThatItKnows(String range) {
    HttpResponse response = answer(get("/x", "Range", range));

    assertThat(response.status()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("0123456789");
    assertThat(response.headers().first("Accept-Ranges")).contains("bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=99999999999999999999-", "bytes=-0"})
  void answers416WhereNothingOfTheRangeExists(String range) {
    HttpResponse response = answer(get("/x", "Range", range));

    assertThat(response.status()).isEqualTo(416);
    assertThat(code(response)).isEqualTo("request.range-not-satisfiable");
    assertThat(response.headers().first("Content-Range")).contains("bytes */10");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`\"v1\"`, 206",
        "`\"v2\"`, 200",
        "`W/\"v1\"`, 200",
        "v1, 200",
        "`Sun, 06 Nov 1994 08:49:37 GMT`, 200"
      })
  void continuesOnlyWhatHasNotChanged(String ifRange, int status) {
    HttpResponse response = answer(get("/x", "Range", "bytes=1-", "If-Range", ifRange));

    assertThat(response.status()).isEqualTo(status);
  }

  @Test
  void continuesByDateWhereThereIsNoTag() {
    Validators dated = Validators.of(Instant.parse("1994-11-06T08:49:37.9Z"));
    HttpRequest same = get("/x", "Range", "bytes=1-", "If-Range", "Sun, 06 Nov 1994 08:49:37 GMT");
    HttpRequest later = get("/x", "Range", "bytes=1-", "If-Range", "Sun, 06 Nov 1994 08:49:38 GMT");

    assertThat(RangedReplies.bytes(same, DIGITS, dated, TYPE).status()).isEqualTo(206);
    assertThat(RangedReplies.bytes(later, DIGITS, dated, TYPE).status()).isEqualTo(200);
  }

  @Test
  void ignoresARangeOfAnyMethodButGet() {
    HttpResponse response = answer(request("HEAD", "/x", "Range", "bytes=0-1"));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body().length()).hasValue(10);
  }

  @Test
  void answersAnEmptyFileWhole() {
    byte[] nothing = {};

    assertThat(RangedReplies.bytes(get("/x", "Range", "bytes=-5"), nothing, STATE, TYPE).status())
        .isEqualTo(200);
    assertThat(RangedReplies.bytes(get("/x", "Range", "bytes=0-"), nothing, STATE, TYPE).status())
        .isEqualTo(416);
  }

  @Test
  void answers304WithoutWhatDescribesTheBody() {
    HttpResponse response = answer(get("/x", "If-None-Match", "\"v1\"", "Range", "bytes=0-1"));

    assertThat(response.status()).isEqualTo(304);
    assertThat(names(response)).containsExactly("Cache-Control", "ETag", "Last-Modified");
    assertThat(response.body()).isEqualTo(ResponseBody.empty());
  }

  @Test
  void sendsARegionOfTheFile() throws IOException {
    HttpResponse response =
        RangedReplies.file(get("/x", "Range", "bytes=2-4"), channel, 10, STATE, TYPE);

    assertThat(response.body()).isEqualTo(new ResponseBody.FileRegion(channel, 2, 3));
    assertThat(channel.isOpen()).isTrue();
    response.body().release();
    assertThat(channel.isOpen()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"If-None-Match, `\"v1\"`, 304", "If-Match, `\"v2\"`, 412", "Range, bytes=10-, 416"})
  void closesAFileOfWhichNothingIsSent(String field, String value, int status) {
    HttpResponse response = RangedReplies.file(get("/x", field, value), channel, 10, STATE, TYPE);

    assertThat(response.status()).isEqualTo(status);
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void closesAFileWhereTheRequestIsMalformed() {
    assertThatThrownBy(
            () -> RangedReplies.file(get("/x", "If-Match", "v1"), channel, 10, STATE, TYPE))
        .isInstanceOf(SignalboxException.class);
    assertThat(channel.isOpen()).isFalse();
  }

  private static HttpResponse answer(HttpRequest request) {
    return RangedReplies.bytes(request, DIGITS, STATE, TYPE);
  }
}
