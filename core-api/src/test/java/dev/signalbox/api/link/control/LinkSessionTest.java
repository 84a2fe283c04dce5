package dev.signalbox.api.link.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.link.JoinError;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkSessionTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final KeyPair daemonKey = pair();
  private final KeyPair panelKey = pair();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void comesUpAtBothEndsAndCarriesCallsBothWays() {
    TestParty daemon = new TestParty(LinkRole.DAEMON, daemonKey, panelKey.getPublic());
    TestParty panel = new TestParty(LinkRole.PANEL, panelKey, daemonKey.getPublic());
    try (TextPipe pipe = link(daemon, panel, InstantSource.system())) {
      assertThat(pipe.first()).isNotNull();
      LinkSession atDaemon = daemon.awaitUp();
      LinkSession atPanel = panel.awaitUp();
      assertThat(atDaemon.call("echo", Map.of("said", "a")).toCompletableFuture().join())
          .hasToString("\"panel a\"");
      assertThat(atPanel.call("echo", Map.of("said", "b")).toCompletableFuture().join())
          .hasToString("\"daemon b\"");
      assertThat(atPanel.other().id()).isEqualTo("daemon");
    }
    assertThat(daemon.awaitEnd().wasUp()).isTrue();
  }

  @Test
  void measuresHowTheTwoClocksStand() {
    Duration ahead = Duration.ofMinutes(10);
    TestParty daemon = new TestParty(LinkRole.DAEMON, daemonKey, panelKey.getPublic());
    TestParty panel = new TestParty(LinkRole.PANEL, panelKey, daemonKey.getPublic());
    try (TextPipe pipe = link(daemon, panel, () -> Instant.now().plus(ahead))) {
      assertThat(pipe.first()).isNotNull();
      LinkSession atDaemon = daemon.awaitUp();
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !atDaemon.roundTrip().isZero());
      assertThat(atDaemon.skew()).isBetween(ahead.minusSeconds(1), ahead.plusSeconds(1));
      LinkSession atPanel = panel.awaitUp();
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !atPanel.roundTrip().isZero());
      assertThat(atPanel.skew())
          .isBetween(ahead.negated().minusSeconds(1), ahead.negated().plusSeconds(1));
    }
  }

  @Test
  void refusesAnEndThatHasNotThePinnedKey() {
    TestParty impostor = new TestParty(LinkRole.PANEL, pair(), daemonKey.getPublic());
    TestParty daemon = new TestParty(LinkRole.DAEMON, daemonKey, panelKey.getPublic());
    try (TextPipe pipe = link(daemon, impostor, InstantSource.system())) {
      assertThat(pipe.first()).isNotNull();
      LinkEnd end = impostor.awaitEnd();
      assertThat(end.code()).isEqualTo(LinkEnd.REFUSED);
      assertThat(end.reason()).startsWith("link.bad-proof");
      assertThat(daemon.isUp()).isFalse();
    }
  }

  @Test
  void tellsWhyAnEndIsNotKnown() {
    TestParty panel = new TestParty(LinkRole.PANEL, panelKey, daemonKey.getPublic());
    panel.refuseBy(new SignalboxException(JoinError.UNKNOWN_DAEMON, "it may have been removed"));
    TestParty daemon = new TestParty(LinkRole.DAEMON, daemonKey, panelKey.getPublic());
    try (TextPipe pipe = link(daemon, panel, InstantSource.system())) {
      assertThat(pipe.first()).isNotNull();
      LinkEnd end = daemon.awaitEnd();
      assertThat(end.isFinal()).isTrue();
      assertThat(end.reason()).isEqualTo("join.unknown-daemon: it may have been removed");
    }
  }

  @Test
  void twoEndsOfOneKindAreNoLink() {
    TestParty first = new TestParty(LinkRole.DAEMON, daemonKey, panelKey.getPublic());
    TestParty second = new TestParty(LinkRole.DAEMON, panelKey, daemonKey.getPublic());
    try (TextPipe pipe = link(first, second, InstantSource.system())) {
      assertThat(pipe.first()).isNotNull();
      assertThat(first.awaitEnd().code()).isEqualTo(LinkEnd.PROTOCOL);
    }
  }

  private TextPipe link(TestParty first, TestParty second, InstantSource clockOfSecond) {
    return TextPipe.between(
        new LinkSession(first, timer, InstantSource.system()),
        new LinkSession(second, timer, clockOfSecond));
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
