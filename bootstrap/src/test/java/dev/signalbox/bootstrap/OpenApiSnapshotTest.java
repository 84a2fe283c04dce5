package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.signalbox.transport.netty.NettyTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The web console's types are generated from a copy of the API's description. */
class OpenApiSnapshotTest {
  private static final Path COPY =
      Path.of("..", "panel-core", "src", "main", "web", "openapi.json");

  @TempDir Path temp;

  @Test
  void isWhatThePanelSaysOfItself() throws Exception {
    try (TestSite site = TestSite.start(temp, NettyTransport::new)) {
      JsonObject said = described(site.get("/api/v1/openapi.json", site.administratorKey()).body());
      Path fresh = Path.of("target", "openapi.json");
      String text =
          new GsonBuilder()
                  .setPrettyPrinting()
                  .serializeNulls()
                  .disableHtmlEscaping()
                  .create()
                  .toJson(said)
              + "\n";
      Files.writeString(fresh, text);
      assertThat(described(Files.readString(COPY)))
          .as("the API has changed: copy bootstrap/%s over %s", fresh, COPY)
          .isEqualTo(said);
    }
  }

  /** Without the version, which each build has its own of. */
  private static JsonObject described(String text) {
    JsonObject document = JsonParser.parseString(text).getAsJsonObject();
    document.getAsJsonObject("info").addProperty("version", "");
    return document;
  }
}
