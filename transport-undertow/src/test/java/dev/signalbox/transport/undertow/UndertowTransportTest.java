package dev.signalbox.transport.undertow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.transport.HttpLimits;
import dev.signalbox.api.transport.HttpServer;
import dev.signalbox.api.transport.HttpTransport;
import dev.signalbox.api.transport.ListenerSpec;
import dev.signalbox.api.transport.ServerSpec;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class UndertowTransportTest {
  @Test
  void isOfferedAsAService() {
    assertThat(ServiceLoader.load(HttpTransport.class))
        .hasOnlyElementsOfType(UndertowTransport.class)
        .extracting(HttpTransport::name)
        .containsExactly("undertow");
  }

  @Test
  void answersThroughTheServiceInterface() throws Exception {
    ServerSpec spec =
        new ServerSpec("test", List.of(ListenerSpec.plain("127.0.0.1", 0)), HttpLimits.DEFAULT);
    byte[] body = {'o', 'k'};
    try (HttpServer server =
        new UndertowTransport()
            .create(
                spec, request -> HttpResponse.of(200).withBody(ResponseBody.of(body)).asStage())) {
      server.start();
      URI uri = URI.create("http://127.0.0.1:" + server.addresses().get(0).getPort() + "/");
      assertThat(
              HttpClient.newHttpClient()
                  .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                  .body())
          .isEqualTo("ok");
    }
  }

  @Test
  void refusesOptionsOutOfRange() {
    assertThatThrownBy(() -> new UndertowOptions(0, 1024, 4096))
        .hasMessage("ioThreads: 0 (expected: 1..256)");
    assertThatThrownBy(() -> new UndertowOptions(1, 1023, 4096))
        .hasMessageContaining("bufferBytes");
    assertThatThrownBy(() -> new UndertowOptions(1, 1024, 1)).hasMessageContaining("transferBytes");
  }
}
