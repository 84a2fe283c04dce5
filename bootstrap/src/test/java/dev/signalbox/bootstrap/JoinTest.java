package dev.signalbox.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.api.error.ErrorCode;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.link.trust.TlsTrust;
import dev.signalbox.panel.node.NewJoinCode;
import dev.signalbox.panel.node.NodeService;
import dev.signalbox.transport.netty.NettyTransport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Threats 14 and 15: nobody joins, or is joined, without the code; and never by plain HTTP. */
class JoinTest {
  @TempDir Path directory;
  private TestSite site;

  @BeforeEach
  void start() {
    site = TestSite.start(directory.resolve("one"), NettyTransport::new);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aCodeLetsOneDaemonInUnderItsName() {
    Membership.Joined joined = Membership.join(data("a"), panel(), code("alpha"), List.of());
    assertThat(joined.name()).isEqualTo("alpha");
    assertThat(joined.fingerprint()).isEqualTo(site.panel().fingerprint());
    assertThat(site.id("alpha").value()).isEqualTo(joined.daemon());
  }

  @Test
  void aCodeThatWasUsedLetsNobodyIn() {
    String code = code("alpha");
    Membership.join(data("a"), panel(), code, List.of());
    refused(JoinError.BAD_CODE, () -> Membership.join(data("b"), panel(), code, List.of()));
    assertThat(Membership.of(data("b"))).isEmpty();
  }

  @Test
  void joiningAgainKeepsTheDaemonAndSpendsTheCode() {
    Membership.Joined first = Membership.join(data("a"), panel(), code("alpha"), List.of());
    String code = code("beta");
    Membership.Joined again = Membership.join(data("a"), panel(), code, List.of());
    assertThat(again.daemon()).isEqualTo(first.daemon());
    refused(JoinError.BAD_CODE, () -> Membership.join(data("b"), panel(), code, List.of()));
  }

  @Test
  void aCodeOfAnotherPanelIsNoCode() {
    try (TestSite other = TestSite.start(directory.resolve("two"), NettyTransport::new)) {
      String foreign = other.panel().service(NodeService.class).joinCode("x").toString();
      refused(JoinError.UNREACHABLE, () -> Membership.join(data("a"), panel(), foreign, List.of()));
      assertThat(Membership.of(data("a"))).isEmpty();
    }
  }

  @Test
  void whoHasNotTheSecretIsRefusedAndTheCodeStaysGood() {
    String code = code("alpha");
    String guessed = "0".repeat(26) + code.substring(26);
    refused(JoinError.BAD_CODE, () -> Membership.join(data("a"), panel(), guessed, List.of()));
    assertThat(Membership.join(data("a"), panel(), code, List.of()).name()).isEqualTo("alpha");
  }

  @Test
  void whoStandsInBetweenWithACertificateThatIsTrustedIsFoundOut() {
    // Behind a proxy any trusted certificate will do, so the code's secret alone must tell.
    String code =
        site.panel()
            .service(NodeService.class)
            .joinCode(new NewJoinCode("alpha", Duration.ofMinutes(15), List.of(), TlsTrust.WEB))
            .toString();
    try (MeddlingProxy between = MeddlingProxy.before(site, MeddlingProxy.Meddling.IN_REQUEST)) {
      refused(JoinError.BAD_CODE, () -> Membership.join(data("a"), between.url(), code, List.of()));
    }
    try (MeddlingProxy between = MeddlingProxy.before(site, MeddlingProxy.Meddling.IN_ANSWER)) {
      refused(JoinError.BAD_CODE, () -> Membership.join(data("a"), between.url(), code, List.of()));
    }
    assertThat(Membership.of(data("a"))).isEmpty();
  }

  @Test
  void plainHttpIsNeverUsed() {
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(
            () ->
                Membership.join(data("a"), URI.create("http://127.0.0.1:1"), code("x"), List.of()))
        .withMessageContaining("https");
  }

  @Test
  void aDaemonThatLeftIsForgottenByBoth() {
    Membership.join(data("a"), panel(), code("alpha"), List.of());
    Membership.leave(data("a"));
    assertThat(Membership.of(data("a"))).isEmpty();
    assertThat(site.panel().service(NodeService.class).list()).isEmpty();
  }

  private String code(String name) {
    return site.panel().service(NodeService.class).joinCode(name).toString();
  }

  private URI panel() {
    return URI.create(site.url(""));
  }

  private Path data(String name) {
    return directory.resolve("data-" + name);
  }

  private static void refused(ErrorCode code, Runnable attempt) {
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(attempt::run)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
