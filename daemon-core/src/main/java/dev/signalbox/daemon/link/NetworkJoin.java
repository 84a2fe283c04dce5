package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.link.JoinError;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.identity.JoinedPanel;
import dev.signalbox.daemon.identity.PanelWay;
import dev.signalbox.daemon.server.Joining;
import dev.signalbox.daemon.server.ServerConfig;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins a panel elsewhere by a code, unless that was done before. */
final class NetworkJoin implements Joining {
  private static final Logger log = LoggerFactory.getLogger(NetworkJoin.class);

  private final Uplink uplink;
  private final DaemonIdentity identity;
  private final ServerConfig config;
  private final Executor workers;

  NetworkJoin(Uplink uplink, DaemonIdentity identity, ServerConfig config, Executor workers) {
    this.uplink = requireNonNull(uplink, "uplink");
    this.identity = requireNonNull(identity, "identity");
    this.config = requireNonNull(config, "config");
    this.workers = requireNonNull(workers, "workers");
  }

  @Override
  public void start() {
    Optional<JoinedPanel> joined = identity.joined();
    if (uplink instanceof Uplink.ByCode code) {
      if (joined.isEmpty()) {
        join(code);
        return;
      }
      requireSame(joined.get(), code);
      workers.execute(() -> spend(code));
    }
    requireLinkable(identity.joined().orElse(null));
  }

  /** What was joined stays joined. */
  @Override
  public void stop() {}

  private void join(Uplink.ByCode code) {
    new JoinClient(identity, config.version())
        .join(code.panel(), code.code(), config.addresses(config.port()));
  }

  /** A code that nobody needs is made useless; the panel knows this daemon by its key. */
  private void spend(Uplink.ByCode code) {
    try {
      join(code);
    } catch (SignalboxException e) {
      log.debug("code left as it is", e);
    }
  }

  private static void requireSame(JoinedPanel joined, Uplink.ByCode code) {
    String wanted = JoinClient.secret(code.code()).fingerprint();
    if (!joined.fingerprint().equals(wanted)) {
      throw new SignalboxException(
          JoinError.OTHER_PANEL,
          "this daemon has joined another panel, of fingerprint "
              + joined.fingerprint()
              + "; use another data directory, or leave that panel first");
    }
  }

  private static void requireLinkable(@Nullable JoinedPanel joined) {
    if (joined == null) {
      throw new SignalboxException(
          JoinError.NOT_JOINED,
          "this daemon has joined no panel: get a join command from the panel and run it first");
    }
    if (joined.way().kind() == PanelWay.Kind.IN_PROCESS) {
      throw new SignalboxException(
          JoinError.NOT_JOINED,
          "this data directory is of a daemon in its panel's own program; run that, or use another"
              + " directory");
    }
  }
}
