package dev.signalbox.daemon.link;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.api.link.control.ControlMethod;
import dev.signalbox.api.link.control.LinkEnd;
import dev.signalbox.api.link.control.LinkHello;
import dev.signalbox.api.link.control.LinkParty;
import dev.signalbox.api.link.control.LinkRole;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.link.dial.WebSocketDialer;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import dev.signalbox.daemon.identity.PanelWay;
import java.net.URI;
import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A link that comes up only to say that the daemon leaves. */
final class LeavingLink implements LinkParty {
  private static final int PATIENCE_SECONDS = 20;

  private final DaemonIdentity identity;
  private final JoinedPanel panel;
  private final String version;
  private final CompletableFuture<LinkEnd> end = new CompletableFuture<>();

  private LeavingLink(DaemonIdentity identity, JoinedPanel panel, String version) {
    this.identity = identity;
    this.panel = panel;
    this.version = version;
  }

  /**
   * Tells the panel, and returns when it has forgotten the daemon.
   *
   * @throws SignalboxException {@code join.unreachable}
   */
  static void tell(DaemonIdentity identity, JoinedPanel panel, String version) {
    PanelWay way = panel.way();
    if (way.kind() != PanelWay.Kind.DIAL || way.url() == null) {
      throw new SignalboxException(
          JoinError.UNREACHABLE, "this daemon does not dial its panel: remove it in the panel");
    }
    LeavingLink leaving = new LeavingLink(identity, panel, version);
    ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    try (WebSocketDialer dialer =
        new WebSocketDialer(way.trust().context(panel.fingerprint()), threads)) {
      dialer
          .dial(
              URI.create(way.url().toString().replaceFirst("^http", "ws") + "/link/v1"),
              LinkSession.PROTOCOL,
              HttpHeaders.empty(),
              LinkSession.LIMITS,
              new LinkSession(leaving, threads, InstantSource.system()))
          .whenComplete(
              (session, failure) -> {
                if (failure != null) {
                  leaving.end.completeExceptionally(failure);
                }
              });
      LinkEnd end = leaving.end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      boolean unknown = end.reason().startsWith(JoinError.UNKNOWN_DAEMON.id());
      if (end.code() != LinkEnd.FORGOTTEN && !unknown) {
        throw new SignalboxException(
            JoinError.UNREACHABLE, "the panel did not let this daemon go: " + end.reason());
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new SignalboxException(
          JoinError.UNREACHABLE,
          "the panel cannot be reached: "
              + (e.getCause() == null ? "no answer in time" : e.getCause().getMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SignalboxException(JoinError.UNREACHABLE, "leaving was broken off", e);
    } finally {
      threads.shutdownNow();
    }
  }

  @Override
  public LinkRole role() {
    return LinkRole.DAEMON;
  }

  @Override
  public LinkHello hello() {
    return new LinkHello(
        LinkRole.DAEMON,
        panel.daemon().value(),
        LinkHello.newNonce(),
        LinkSession.VERSIONS,
        Instant.now(),
        identity.boot().value(),
        version,
        List.of(),
        null);
  }

  @Override
  public byte[] sign(byte[] message) {
    return identity.sign(message);
  }

  @Override
  public PublicKey keyOf(LinkHello other) {
    PublicKey key = panel.panelKey();
    if (key == null || !panel.fingerprint().equals(other.id())) {
      throw new SignalboxException(JoinError.OTHER_PANEL, "that is another panel");
    }
    return key;
  }

  @Override
  public Map<String, ControlMethod> methods(LinkSession session) {
    return Map.of("streams.open", parameters -> CompletableFuture.completedStage(null));
  }

  @Override
  public void up(LinkSession session) {
    session.call("leave", null);
  }

  @Override
  public void down(LinkSession session, LinkEnd why) {
    end.complete(why);
  }
}
