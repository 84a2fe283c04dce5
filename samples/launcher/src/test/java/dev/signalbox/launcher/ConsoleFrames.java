package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocket;
import com.microsoft.playwright.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What the console sockets of a page have brought, one after the other, put in order by offset. */
final class ConsoleFrames {
  private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
  private long begin = -1;

  /** Records from now on; called before the page is opened. */
  static ConsoleFrames of(Page page) {
    ConsoleFrames frames = new ConsoleFrames();
    page.onWebSocket(frames::listen);
    return frames;
  }

  private void listen(WebSocket socket) {
    if (socket.url().contains("/console")) {
      Cursor cursor = new Cursor();
      socket.onFrameReceived(cursor::take);
    }
  }

  int length() {
    return whole.size();
  }

  String text() {
    return whole.toString(StandardCharsets.UTF_8);
  }

  /** Where one socket is. */
  private final class Cursor {
    private long offset;

    void take(WebSocketFrame frame) {
      if (frame.text() != null) {
        JsonObject message = JsonParser.parseString(frame.text()).getAsJsonObject();
        String type = message.get("type").getAsString();
        assertThat(type).isNotEqualTo("gap");
        if (type.equals("hello")) {
          offset = message.get("offset").getAsLong();
          begin = begin < 0 ? offset : begin;
        }
        return;
      }
      byte[] bytes = frame.binary();
      int known = (int) Math.min(bytes.length, begin + whole.size() - offset);
      assertThat(known).as("bytes of before at offset %d", offset).isNotNegative();
      whole.write(bytes, known, bytes.length - known);
      offset += bytes.length;
    }
  }
}
