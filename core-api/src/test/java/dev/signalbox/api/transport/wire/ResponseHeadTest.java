package dev.signalbox.api.transport.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.transport.RequestHead;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTest {
  private static final HttpHeaders HOST = HttpHeaders.of("Host", "a");
  private static final RequestHead GET = RequestHead.of("GET", "/", "HTTP/1.1", HOST);
  private static final RequestHead HEAD = RequestHead.of("HEAD", "/", "HTTP/1.1", HOST);
  private static final RequestHead OLD = RequestHead.of("GET", "/", "HTTP/1.0", HOST);
  private static final ResponseBody BYTES = ResponseBody.of(new byte[3]);
  private static final ResponseBody STREAM =
      ResponseBody.of(subscriber -> {}, OptionalLong.empty());

  private static HttpResponse response(int status, ResponseBody body, String... fields) {
    return new HttpResponse(status, HttpHeaders.of(fields), body);
  }

  private static List<String> lines(ResponseHead head) {
    return new String(head.bytes(), ISO_8859_1).lines().toList();
  }

  @Test
  void writesTheHandlersFieldsAndTheLength() {
    ResponseHead head = ResponseHead.of(response(200, BYTES, "A", "\u00fc", "a", ""), GET);
    assertThat(head.framing()).isEqualTo(ResponseHead.Framing.LENGTH);
    List<String> lines = lines(head);
    assertThat(lines.get(0)).isEqualTo("HTTP/1.1 200 OK");
    assertThat(lines.get(1)).matches("Date: ..., \\d\\d ... \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    assertThat(lines.subList(2, lines.size()))
        .containsExactly("A: \u00fc", "a: ", "Content-Length: 3", "");
  }

  @Test
  void letsNoHandlerSetWhatFramesTheBody() {
    HttpResponse response =
        response(
            200,
            BYTES,
            "content-length",
            "7",
            "Transfer-Encoding",
            "gzip",
            "CONNECTION",
            "keep-alive",
            "Date",
            "x",
            "Keep-Alive",
            "y");
    assertThat(ResponseHead.of(response, GET).fields().fields())
        .containsExactly(new HttpHeaders.Field("Content-Length", "3"));
  }

  @Test
  void sendsUnknownLengthInChunksWhereTheClientKnowsThem() {
    ResponseHead chunks = ResponseHead.of(response(200, STREAM), GET);
    assertThat(chunks.framing()).isEqualTo(ResponseHead.Framing.CHUNKS);
    assertThat(chunks.fields().all("Transfer-Encoding")).containsExactly("chunked");
    ResponseHead old = ResponseHead.last(response(200, STREAM), OLD);
    assertThat(old.framing()).isEqualTo(ResponseHead.Framing.CLOSE);
    assertThat(old.fields().fields()).containsExactly(new HttpHeaders.Field("Connection", "close"));
  }

  @Test
  void tellsOfABodyThatHeadDoesNotSend() {
    ResponseHead head = ResponseHead.of(response(200, BYTES), HEAD);
    assertThat(head.framing()).isEqualTo(ResponseHead.Framing.NONE);
    assertThat(head.fields().all("Content-Length")).containsExactly("3");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void tellsOfNoBodyWhereTheStatusHasNone(int status) {
    ResponseHead head = ResponseHead.of(response(status, BYTES), GET);
    assertThat(head.framing()).isEqualTo(ResponseHead.Framing.NONE);
    assertThat(head.fields().fields()).isEmpty();
  }

  @Test
  void writesWhatIsSentWithoutAHandler() {
    assertThat(new String(ResponseHead.CONTINUE.bytes(), ISO_8859_1))
        .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(lines(ResponseHead.bare(431)))
        .startsWith("HTTP/1.1 431 Request Header Fields Too Large")
        .endsWith("Content-Length: 0", "Connection: close", "");
    assertThat(lines(ResponseHead.bare(599))).startsWith("HTTP/1.1 599 Status");
  }
}
