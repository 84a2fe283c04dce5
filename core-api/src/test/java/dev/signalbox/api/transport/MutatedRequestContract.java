package dev.signalbox.api.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * Sound requests of which bytes are flipped, cut out, put in and doubled.
 *
 * <p>Each run has its own seed, which it reports and names in every failure; {@code
 * -Dsignalbox.test.seed} repeats one. {@code -Dsignalbox.test.long} makes it a long attack.
 */
public abstract class MutatedRequestContract extends TransportContract {
  private static final int ROUNDS = Boolean.getBoolean("signalbox.test.long") ? 20_000 : 300;
  private static final byte[] TELLING = "\r\n :\0,;x9\t%/".getBytes(ISO_8859_1);

  private static final List<byte[]> SOUND =
      List.of(
          bytes("GET /a?b=c HTTP/1.1|Host: localhost|X-Y: z||"),
          bytes("PUT /a HTTP/1.1|Host: a|Content-Length: 5||helloGET /b HTTP/1.1|Host: b||"),
          bytes(
              "PUT /a HTTP/1.1|Host: a|Transfer-Encoding: chunked||5|hello|3;x=y|abc|0|T: 1||"
                  + "GET /b HTTP/1.1|Host: b||"),
          bytes("HEAD /a HTTP/1.0|Connection: keep-alive||"),
          bytes("POST /a HTTP/1.1|Host: a|Expect: 100-continue|Content-Length: 3||abc"),
          upgrade());

  private static byte[] bytes(String lines) {
    return lines.replace("|", "\r\n").getBytes(ISO_8859_1);
  }

  private static byte[] upgrade() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(
        bytes(
            "GET /socket HTTP/1.1|Host: a|Upgrade: websocket|Connection: Upgrade"
                + "|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==||"));
    all.writeBytes(RawWebSocket.encode(0x80 | RawWebSocket.TEXT, bytes("hello")));
    all.writeBytes(RawWebSocket.encode(RawWebSocket.BINARY, new byte[200]));
    all.writeBytes(RawWebSocket.encode(0x80 | RawWebSocket.CONTINUATION, new byte[3]));
    all.writeBytes(RawWebSocket.encode(0x80 | RawWebSocket.PING, bytes("p")));
    return all.toByteArray();
  }

  private final AtomicInteger calls = new AtomicInteger();

  private final HttpHandler handler =
      request -> {
        calls.incrementAndGet();
        if (request.path().equals("/socket")) {
          return ListenerProbe.asking().handler().handle(request);
        }
        BodyProbe probe = BodyProbe.readingAll();
        request.body().subscribe(probe);
        return probe
            .result()
            .handle((body, failure) -> failure == null ? text("ok") : HttpResponse.of(400));
      };

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void areAnsweredOrRefusedAndNeverServedTwice(TestReporter reporter) throws Exception {
    long seed = Long.getLong("signalbox.test.seed", ThreadLocalRandom.current().nextLong());
    reporter.publishEntry("seed", Long.toString(seed));
    Random random = new Random(seed);
    HttpServer server = serve(handler);
    for (int i = 0; i < ROUNDS; i++) {
      byte[] bytes = mutate(SOUND.get(i % SOUND.size()), random);
      calls.set(0);
      String what = "seed " + seed + ", round " + i + ": " + new String(bytes, ISO_8859_1);
      try (RawClient client = connect(server)) {
        attack(client, bytes, what);
      }
      // Where nothing is said of a version, nothing was asked.
      assertThat(calls.get()).as(what).isLessThanOrEqualTo(versionsIn(bytes));
    }
    assertThat(connect(server).get("/probe").read().text()).isEqualTo("ok");
  }

  private static void attack(RawClient client, byte[] bytes, String what) {
    try {
      client.send(bytes).endOutput();
      while (true) {
        RawResponse response = client.readHead();
        assertThat(response.status()).as(what).isBetween(100, 499);
        if (response.status() == 101) {
          client.readToEnd();
          return;
        }
        client.readExactly(
            response.headers().first("Content-Length").map(Integer::valueOf).orElse(0));
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("not closed: " + what, e);
    } catch (EOFException e) {
      // Closed behind the last reply, as it must be.
    } catch (IOException e) {
      // Closed while we wrote: as good as an answer. Anything else would be an answer of no form.
      assertThat(String.valueOf(e.getMessage())).as(what).doesNotContain("status line");
    }
  }

  private static int versionsIn(byte[] bytes) {
    return new String(bytes, ISO_8859_1).split("HTTP/1\\.", -1).length - 1;
  }

  private static byte[] mutate(byte[] sound, Random random) {
    byte[] bytes = sound;
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times && bytes.length > 1; i++) {
      int at = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(5)) {
            case 0 -> splice(bytes, at, at + 1, (byte) random.nextInt(256));
            case 1 -> splice(bytes, at, at + 1);
            case 2 -> splice(bytes, at, at, TELLING[random.nextInt(TELLING.length)]);
            case 3 -> splice(bytes, at, bytes.length);
            default -> splice(bytes, bytes.length, bytes.length, splice(bytes, at, bytes.length));
          };
    }
    return bytes;
  }

  /** Returns the bytes with others in the place of those from start to end. */
  private static byte[] splice(byte[] bytes, int start, int end, byte... between) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, start);
    out.writeBytes(between);
    out.write(bytes, end, bytes.length - end);
    return out.toByteArray();
  }
}
