package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.api.http.HttpHeaders;

/** A response as a raw client read it. */
public record RawResponse(int status, HttpHeaders headers, byte[] body) {
  public String text() {
    return new String(body, UTF_8);
  }
}
