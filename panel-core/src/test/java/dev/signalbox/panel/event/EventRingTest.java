package dev.signalbox.panel.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventRingTest {
  private final EventRing ring = new EventRing(3, InstantSource.system());

  private void publish(String subject, String value) {
    ring.publish(
        PanelEvent.of(
            "thing.changed",
            subject,
            new EventAudience.OfDaemon(new DaemonId("d")),
            "value",
            new UserId(value)));
  }

  private List<String> behind(long seq) {
    List<String> told = new ArrayList<>();
    for (EventRing.Numbered next = ring.after(seq); next != null; next = ring.after(next.seq())) {
      told.add(next.seq() + " " + next.event().json().orElseThrow());
    }
    return told;
  }

  @Test
  void numbersFromOneAndTellsInOrder() {
    publish("a", "1");
    publish("b", "2");
    assertThat(behind(0))
        .containsExactly(
            "1 {\"kind\":\"thing.changed\",\"value\":\"1\"}",
            "2 {\"kind\":\"thing.changed\",\"value\":\"2\"}");
    assertThat(ring.last()).isEqualTo(2);
  }

  @Test
  void keepsTheNewestAboutASubjectOnly() {
    publish("a", "1");
    publish("b", "2");
    publish("a", "3");
    assertThat(behind(0)).extracting(text -> text.substring(0, 1)).containsExactly("2", "3");
    assertThat(ring.reaches(0)).isTrue();
  }

  @Test
  void saysWhereItHasForgottenTooMuch() {
    for (String subject : List.of("a", "b", "c", "d")) {
      publish(subject, subject);
    }
    assertThat(behind(0)).hasSize(3);
    assertThat(ring.reaches(0)).isFalse();
    assertThat(ring.reaches(1)).isTrue();
    assertThat(ring.reaches(5)).as("a number that was never given").isFalse();
  }
}
