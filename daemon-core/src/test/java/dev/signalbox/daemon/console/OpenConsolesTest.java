package dev.signalbox.daemon.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.ticket.TicketRight;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenConsolesTest {
  private static final InstanceId LOBBY = new InstanceId("lobby");
  private static final Set<TicketRight> BOTH = Set.of(TicketRight.VIEW, TicketRight.INPUT);

  @TempDir Path directory;
  private final SettableClock clock = new SettableClock();
  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private OpenConsoles consoles;
  private FileConsoleLog log;
  private final List<String> inputs = new ArrayList<>();
  private volatile InstanceState state = InstanceState.RUNNING;

  @BeforeEach
  void register() throws IOException {
    log = FileConsoleLog.open(directory.resolve("log"), new ConsoleLimits(8192, 65536, 512, 4));
    consoles = new OpenConsoles(workers, timer, clock);
    consoles.start();
    consoles.register(LOBBY, new Feed());
  }

  @AfterEach
  void stop() {
    consoles.stop();
    workers.shutdownNow();
    timer.shutdownNow();
  }

  @Test
  void saysHelloAndThenTheOutputFromTheOffset() {
    append("hello world");

    FakeSession session = open(6L);

    await().until(() -> session.position() == 11);
    assertThat(new String(session.bytes(), UTF_8)).isEqualTo("world");
    JsonObject hello = session.texts.get(0);
    assertThat(hello.get("type").getAsString()).isEqualTo("hello");
    assertThat(hello.get("offset").getAsLong()).isEqualTo(6);
    assertThat(hello.get("end").getAsLong()).isEqualTo(11);
    assertThat(hello.get("state").getAsString()).isEqualTo("running");
    assertThat(hello.get("encoding").getAsString()).isEqualTo("UTF-8");
    assertThat(hello.getAsJsonArray("rights")).hasSize(2);
    assertThat(hello.keySet()).contains("columns", "rows", "resume");
  }

  @Test
  void showsWhatIsAppendedLater() {
    FakeSession session = open(0L);
    append("a");
    append("b");

    await().until(() -> session.position() == 2);
    assertThat(new String(session.bytes(), UTF_8)).isEqualTo("ab");
  }

  @Test
  void beginsAtTheLast64KibWithoutAnOffset() throws IOException {
    log = FileConsoleLog.open(directory.resolve("large"), ConsoleLimits.DEFAULT);
    consoles.register(LOBBY, new Feed());
    log.append(0, ByteBuffer.wrap(new byte[200_000]));

    FakeSession session = open(null);

    await().until(() -> session.position() == 200_000);
    assertThat(session.bytes()).hasSize(64 << 10);
  }

  @Test
  void closesWith4416BeyondTheEnd() {
    append("abc");

    assertThat(open(4L).closeCode()).isEqualTo(4416);
    assertThat(open(3L).closeCode()).isZero();
  }

  @Test
  void tellsTheGapBeforeTheOldestByteAndGoesOn() {
    append("x".repeat(200_000));
    long oldest = log.oldest();

    FakeSession session = open(0L);

    await().until(() -> session.position() == 200_000);
    JsonObject gap = session.texts("gap").get(0);
    assertThat(session.texts("gap")).hasSize(1);
    assertThat(gap.get("from").getAsLong()).isZero();
    assertThat(gap.get("to").getAsLong()).isEqualTo(oldest);
    assertThat(session.bytes()).hasSize((int) (200_000 - oldest));
  }

  @Test
  void tellsAStateAfterTheOutputBeforeIt() {
    FakeSession session = open(0L);
    await().until(() -> session.position() == 0);
    session.stall();
    append("last words");
    consoles.stateChanged(LOBBY, InstanceState.STOPPED);
    session.resume();

    await().until(() -> !session.texts("state").isEmpty());
    assertThat(session.position()).isEqualTo(10);
    assertThat(session.texts("state").get(0).get("state").getAsString()).isEqualTo("stopped");
  }

  @Test
  void passesInputOnInItsOrderAndAsksForTheNext() {
    FakeSession session = open(0L);
    for (int i = 0; i < 1000; i++) {
      session.says("{\"type\":\"input\",\"data\":\"" + i + "\\n\"}");
    }

    assertThat(String.join("", inputs))
        .isEqualTo(
            java.util.stream.IntStream.range(0, 1000)
                .mapToObj(i -> i + "\n")
                .collect(java.util.stream.Collectors.joining()));
    assertThat(session.demand()).isEqualTo(1001);
  }

  @Test
  void answersAPingAtOnceAndLeavesTheOffsetAsItIs() {
    FakeSession session = open(0L, Set.of(TicketRight.VIEW), "mia");
    session.says("{\"type\":\"ping\"}");

    await().until(() -> session.texts("pong").size() == 1);
    assertThat(session.texts.get(0).get("type").getAsString()).isEqualTo("hello");
    session.says("{\"type\":\"ping\"}");
    await().until(() -> session.texts("pong").size() == 2);
    append("abc");
    await().until(() -> session.position() == 3);
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void keepsOneAnswerForAClientThatPingsAndTakesNothing() throws IOException {
    log = FileConsoleLog.open(directory.resolve("large"), ConsoleLimits.DEFAULT);
    consoles.register(LOBBY, new Feed());
    FakeSession session = open(0L);
    await().until(() -> session.position() == 0);
    session.stall();
    log.append(0, ByteBuffer.wrap(new byte[600_000]));
    await().until(() -> session.pendingBytes() >= 256 << 10);
    for (int i = 0; i < 1000; i++) {
      session.says("{\"type\":\"ping\"}");
    }
    assertThat(session.texts("pong")).isEmpty();
    session.resume();

    await().until(() -> session.position() == 600_000);
    assertThat(session.texts("pong")).hasSize(1);
  }

  @Test
  void refusesInputWithoutTheRight() {
    FakeSession session = open(0L, Set.of(TicketRight.VIEW), "mia");
    session.says("{\"type\":\"input\",\"data\":\"stop\\n\"}");

    await().until(() -> !session.texts("error").isEmpty());
    assertThat(session.texts("error").get(0).get("code").getAsString())
        .isEqualTo("console.read-only");
    assertThat(inputs).isEmpty();
    assertThat(session.isOpen()).isTrue();
  }

  @Test
  void closesWith4400OnWhatIsNoneOfTheProtocol() {
    for (String text : List.of("", "[]", "{}", "{\"type\":\"shout\"}", "{\"type\":\"input\"}")) {
      FakeSession session = open(0L);
      session.says(text);
      assertThat(session.closeCode()).as(text).isEqualTo(4400);
    }
  }

  @Test
  void aResumeTokenOpensOnceForItsInstanceAndOrigin() {
    FakeSession session = open(0L);
    await().until(() -> session.position() == 0);
    String token = session.texts.get(0).get("resume").getAsString();

    assertThat(consoles.isResumeToken(token)).isTrue();
    assertThat(consoles.isResumeToken("eyJ.a.b")).isFalse();
    ConsoleGrant grant = consoles.redeem(token, LOBBY, null).orElseThrow();
    assertThat(grant.subject()).isEqualTo("ann");
    assertThat(grant.rights()).isEqualTo(BOTH);
    assertThat(consoles.redeem(token, LOBBY, null)).isEmpty();
  }

  @Test
  void aResumeTokenIsNoGoodForAnotherInstanceOrOriginOrLate() {
    String elsewhere = tokenOf(open(0L));
    assertThat(consoles.redeem(elsewhere, new InstanceId("other"), null)).isEmpty();
    assertThat(consoles.redeem(elsewhere, LOBBY, null)).isEmpty();
    String foreign = tokenOf(open(0L));
    assertThat(consoles.redeem(foreign, LOBBY, "https://evil.example")).isEmpty();
    String late = tokenOf(open(0L));
    clock.advance(Duration.ofMinutes(5));
    assertThat(consoles.redeem(late, LOBBY, null)).isEmpty();
  }

  @Test
  void theTokenIsReplacedAndTheOneBeforeTheLastIsWorthless() {
    FakeSession session = open(0L);
    String first = tokenOf(session);
    for (int i = 1; i <= 2; i++) {
      clock.advance(ConsoleSocket.ROTATION.plusSeconds(1));
      int count = i;
      await().until(() -> session.texts("resume").size() == count);
    }

    assertThat(consoles.redeem(first, LOBBY, null)).isEmpty();
    String last = session.texts("resume").get(1).get("resume").getAsString();
    assertThat(consoles.redeem(last, LOBBY, null)).isPresent();
  }

  @Test
  void revocationClosesThePersonsConsolesAndVoidsTheTokens() {
    FakeSession ann = open(0L, BOTH, "ann");
    FakeSession bob = open(0L, BOTH, "bob");
    String token = tokenOf(ann);

    assertThat(consoles.revoke("ann")).isEqualTo(1);

    assertThat(ann.closeCode()).isEqualTo(4401);
    assertThat(bob.isOpen()).isTrue();
    assertThat(consoles.redeem(token, LOBBY, null)).isEmpty();
  }

  @Test
  void revocationReachesAConsoleThatIsJustBeingOpened() {
    WebSocketUpgrade upgrade =
        (WebSocketUpgrade) consoles.open(ConsoleRequest.of(LOBBY, "ann", BOTH, null, 0L));
    consoles.revoke("ann");

    FakeSession session = new FakeSession(upgrade.listener()).opened();

    assertThat(session.closeCode()).isEqualTo(4401);
    assertThat(session.texts).isEmpty();
  }

  @Test
  void aConsoleEndsAfter12HoursAlsoWhenItWasResumed() {
    FakeSession session = open(0L);
    clock.advance(Duration.ofMinutes(4));
    ConsoleGrant grant = consoles.redeem(tokenOf(session), LOBBY, null).orElseThrow();
    FakeSession again =
        new FakeSession(((WebSocketUpgrade) consoles.open(grant.request(0L))).listener()).opened();

    clock.advance(Duration.ofHours(12).minusMinutes(4));

    await().until(() -> session.closeCode() == 4401 && again.closeCode() == 4401);
  }

  @Test
  void aViewerThatTakesNothingForAMinuteIsCutOff() {
    FakeSession session = open(0L);
    await().until(() -> session.position() == 0);
    session.stall();
    append("x");
    await().until(() -> session.pendingBytes() > 0);

    clock.advance(ConsoleSocket.WRITE_DEADLINE.plusSeconds(1));

    await().until(session::isAborted);
  }

  @Test
  void anUnknownInstanceIsRefusedAndADeletedOneCloses() {
    FakeSession session = open(0L);
    consoles.unregister(LOBBY);

    assertThat(session.closeCode()).isEqualTo(4404);
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(() -> open(0L))
        .satisfies(e -> assertThat(e.code().id()).isEqualTo("instance.unknown"));
  }

  @Test
  void aHundredViewersSeeTheSameBytesAndTenStalledOnesAnExplicitGap() throws Exception {
    byte[] all = new byte[1 << 20];
    new Random(3).nextBytes(all);
    List<FakeSession> sessions = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      FakeSession session = open(0L);
      sessions.add(session);
    }
    sessions.subList(0, 10).forEach(FakeSession::stall);
    for (int at = 0; at < all.length; at += 16 << 10) {
      int end = at + (16 << 10);
      log.append(at, ByteBuffer.wrap(all, at, 16 << 10));
      // The log of this test is so small that a viewer must keep up; those that stall must not
      // hold up the others.
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> sessions.subList(10, 100).stream().allMatch(s -> s.position() == end));
    }

    byte[] expected = MessageDigest.getInstance("SHA-256").digest(all);
    for (FakeSession session : sessions.subList(10, 100)) {
      assertThat(MessageDigest.getInstance("SHA-256").digest(session.bytes())).isEqualTo(expected);
      assertThat(session.texts("gap")).isEmpty();
    }
    for (FakeSession session : sessions.subList(0, 10)) {
      assertThat(session.mostPending()).isLessThan(400 << 10);
      session.resume();
      await().until(() -> session.position() == all.length);
      assertThat(session.texts("gap")).isNotEmpty();
      assertPiecesAreOf(all, session);
    }
  }

  /** What came before the one gap and what came after it stand where the offsets say. */
  private static void assertPiecesAreOf(byte[] all, FakeSession session) {
    int from = session.texts("gap").get(0).get("from").getAsInt();
    int to = session.texts("gap").get(0).get("to").getAsInt();
    byte[] got = session.bytes();
    assertThat(Arrays.copyOf(got, from)).isEqualTo(Arrays.copyOf(all, from));
    assertThat(Arrays.copyOfRange(got, from, got.length))
        .isEqualTo(Arrays.copyOfRange(all, to, all.length));
  }

  private String tokenOf(FakeSession session) {
    await().until(() -> !session.texts("hello").isEmpty());
    return session.texts("hello").get(0).get("resume").getAsString();
  }

  private FakeSession open(Long from) {
    return open(from, BOTH, "ann");
  }

  private FakeSession open(Long from, Set<TicketRight> rights, String subject) {
    WebSocketUpgrade upgrade =
        (WebSocketUpgrade)
            consoles.open(ConsoleRequest.of(LOBBY, subject, rights, "https://panel.lan", from));
    assertThat(upgrade.subprotocol()).isEqualTo("signalbox.console.v1");
    return new FakeSession(upgrade.listener()).opened();
  }

  private void append(String text) {
    log.append(log.end(), ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private final class Feed implements ConsoleFeed {
    private final FileConsoleLog own = log;

    @Override
    public ConsoleLog log() {
      return own;
    }

    @Override
    public InstanceState state() {
      return state;
    }

    @Override
    public Charset encoding() {
      return UTF_8;
    }

    @Override
    public void input(ByteBuffer data) {
      inputs.add(UTF_8.decode(data).toString());
    }
  }
}
