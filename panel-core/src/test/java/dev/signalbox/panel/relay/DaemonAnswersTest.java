package dev.signalbox.panel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonAnswersTest {
  @Test
  void passesOnlyWhatDescribesTheBytes() {
    HttpResponse answer =
        harmless(
            "Set-Cookie", "a=b",
            "Location", "https://elsewhere.example/",
            "Access-Control-Allow-Origin", "*",
            "Content-Security-Policy", "script-src *",
            "Strict-Transport-Security", "max-age=1",
            "Clear-Site-Data", "\"*\"",
            "Refresh", "0; url=https://elsewhere.example/",
            "ETag", "\"x\"",
            "Content-Range", "bytes 0-1/2",
            "Content-Disposition", "attachment");
    assertThat(answer.headers().fields())
        .extracting(HttpHeaders.Field::name)
        .containsExactlyInAnyOrder(
            "Content-Type",
            "X-Content-Type-Options",
            "Content-Security-Policy",
            "Cache-Control",
            "ETag",
            "Content-Range",
            "Content-Disposition");
    assertThat(answer.headers().first("Content-Security-Policy"))
        .contains("sandbox; default-src 'none'");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, application/json",
    "APPLICATION/JSON;charset=utf-8, application/json",
    "application/problem+json, application/problem+json",
    "text/plain;charset=x, text/plain; charset=utf-8",
    "text/html, application/octet-stream",
    "image/svg+xml, application/octet-stream",
    "application/xhtml+xml, application/octet-stream",
    "text/plain+html, application/octet-stream",
  })
  void answersNoTypeThatABrowserRuns(String said, String shown) {
    assertThat(harmless("Content-Type", said).headers().all("Content-Type")).containsExactly(shown);
  }

  @Test
  void takesAnAnswerWithoutATypeForBytes() {
    assertThat(harmless().headers().first("Content-Type")).contains("application/octet-stream");
  }

  private static HttpResponse harmless(String... headers) {
    return DaemonAnswers.harmless(
        new HttpResponse(200, HttpHeaders.of(headers), ResponseBody.empty()));
  }
}
