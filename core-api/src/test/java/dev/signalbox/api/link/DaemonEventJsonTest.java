package dev.signalbox.api.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.DriverSpec;
import dev.signalbox.api.instance.InstanceExit;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceSpec;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.instance.InstanceUsage;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DaemonEventJsonTest {
  private static final Instant AT = Instant.parse("2026-11-23T18:00:00.123456Z");
  private static final EventPosition POSITION = new EventPosition(new BootId("boot"), 17);

  @Test
  void readsWhatItWroteAndItIsOneLine() {
    InstanceSpec spec =
        InstanceSpec.of("a\u00e9 name", new DriverSpec("process", new JsonObject()));
    InstanceSnapshot crashed =
        InstanceSnapshot.of(
            new InstanceId("i"),
            spec,
            InstanceState.CRASHED,
            null,
            AT,
            new InstanceExit(3, null, "a\r\nb \u2028", AT),
            1,
            InstanceUsage.NONE);
    DaemonEvent event = new DaemonEvent(POSITION, AT, new DaemonEvent.InstanceChanged(crashed));
    String line = DaemonEventJson.write(event);
    assertThat(line).doesNotContain("\n", "\r");
    assertThat(DaemonEventJson.read(line)).isEqualTo(event);
  }

  @Test
  void readsARemoval() {
    DaemonEvent event =
        new DaemonEvent(POSITION, AT, new DaemonEvent.InstanceRemoved(new InstanceId("i")));
    String line = DaemonEventJson.write(event);
    assertThat(line)
        .isEqualTo(
            "{\"boot\":\"boot\",\"seq\":17,\"at\":\"2026-11-23T18:00:00.123456Z\",\"removed\":\"i\"}");
    assertThat(DaemonEventJson.read(line)).isEqualTo(event);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"boot\":\"boot\",\"seq\":17,\"at\":\"2026-",
        "{\"boot\":\"boot\",\"seq\":17,\"at\":\"2026-11-23T18:00:00Z\"}",
        "{\"boot\":\"boot\",\"seq\":-1,\"at\":\"2026-11-23T18:00:00Z\",\"removed\":\"i\"}",
        "{\"boot\":\"../boot\",\"seq\":1,\"at\":\"2026-11-23T18:00:00Z\",\"removed\":\"i\"}"
      })
  void refusesWhatIsNoEvent(String line) {
    assertThatThrownBy(() -> DaemonEventJson.read(line)).isInstanceOf(SignalboxException.class);
  }
}
