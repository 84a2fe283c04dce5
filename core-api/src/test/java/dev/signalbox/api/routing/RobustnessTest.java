package dev.signalbox.api.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Throws random changes of sound input at what reads it; the seed is fixed. */
class RobustnessTest {
  record Inner(int number, @Nullable Duration time) {}

  record Body(String name, List<Inner> inner, Map<String, Double> map, boolean on) {}

  private static final String SOUND =
      "{\"name\":\"a\\u00e9é\",\"inner\":[{\"number\":-12,\"time\":\"PT1S\"},{\"number\":0}],"
          + "\"map\":{\"a\":1.5e-3,\"b\":0},\"on\":true}";

  private final Random random = new Random(42);

  @Test
  void readsJsonOrRefusesItWithACode() {
    assertThat(Json.read(SOUND, Body.class).inner()).hasSize(2);
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] changed = changed(SOUND);
      try {
        Json.read(changed, Body.class);
      } catch (SignalboxException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(2_500);
  }

  @Test
  void answersAnyHeadWithSomethingElseThan500() {
    byte[] bytes = "0123456789".getBytes(StandardCharsets.US_ASCII);
    Validators state = Validators.of(EntityTag.strong("v1"));
    Router router =
        Router.builder(Runnable::run)
            .filter(new CorsFilter(CorsPolicy.FILES))
            .filter(HostFilter.of(List.of("localhost", "::1")))
            .route(
                "GET",
                "/files/{name}/{path...}",
                r -> {
                  PageRequest.of(r);
                  return RangedReplies.bytes(r.http(), bytes, state, r.headers().without("Host"))
                      .asStage();
                })
            .build();
    for (int i = 0; i < 5_000; i++) {
      String target = latin(changed("/files/a%20b/c/d?limit=10&cursor=%C3%A9"));
      HttpResponse response =
          Requests.send(
              router,
              Requests.get(
                  target,
                  "Host",
                  printable(random.nextBoolean() ? "localhost:7443" : "[::1]:7443"),
                  "Range",
                  printable("bytes=2-4"),
                  "If-Range",
                  random.nextBoolean() ? "\"v1\"" : printable("\"v1\""),
                  "If-None-Match",
                  printable("\"v2\", W/\"v3\"")));
      assertThat(response.status()).as("target %s", target).isIn(200, 206, 304, 400, 404, 416, 421);
    }
  }

  private byte[] changed(String sound) {
    byte[] bytes = sound.getBytes(StandardCharsets.UTF_8);
    for (int n = random.nextInt(3); n >= 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = bytes[random.nextInt(bytes.length)];
        default -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
      }
    }
    return bytes;
  }

  private String printable(String sound) {
    return latin(random.nextInt(3) > 0 ? sound.getBytes(StandardCharsets.UTF_8) : changed(sound))
        .replaceAll("[\\x00-\\x1f\\x7f]", "x");
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
