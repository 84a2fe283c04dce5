package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.daemon.console.Consoles;
import dev.signalbox.daemon.event.DaemonEvents;
import dev.signalbox.daemon.identity.DaemonIdentity;
import dev.signalbox.daemon.operation.DaemonHandlers;
import dev.signalbox.daemon.server.CertificateSource;
import dev.signalbox.daemon.server.DaemonServer;
import dev.signalbox.daemon.server.Joining;
import dev.signalbox.daemon.server.LinkEntrance;
import dev.signalbox.daemon.server.ServerConfig;
import dev.signalbox.daemon.transfer.Transfers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** Binds how the daemon joins its panel, and its link, which starts last. */
public final class DaemonLinkModule extends AbstractModule {
  private final Uplink uplink;
  private final Duration offlineGrace;
  private final ServerConfig config;

  /**
   * @param offlineGrace how long what is open stays open while there is no link
   */
  public DaemonLinkModule(Uplink uplink, Duration offlineGrace, ServerConfig config) {
    this.uplink = requireNonNull(uplink, "uplink");
    this.offlineGrace = requireNonNull(offlineGrace, "offlineGrace");
    this.config = requireNonNull(config, "config");
  }

  @Override
  protected void configure() {
    bind(Revocations.class).in(Singleton.class);
    install(
        uplink instanceof Uplink.InProcess here
            ? new InProcess(here, config)
            : new Network(uplink, offlineGrace, config));
  }

  /** The panel is in the same program. */
  private static final class InProcess extends AbstractModule {
    private final Uplink.InProcess uplink;
    private final ServerConfig config;

    InProcess(Uplink.InProcess uplink, ServerConfig config) {
      this.uplink = uplink;
      this.config = config;
    }

    @Override
    protected void configure() {
      bind(LinkEntrance.class).toInstance(Optional::empty);
      bind(Joining.class).to(InProcessJoin.class);
      bind(CertificateSource.class).to(InProcessJoin.class);
    }

    @Provides
    @Singleton
    InProcessJoin join(DaemonIdentity identity) {
      return new InProcessJoin(uplink.code(), identity);
    }

    @Provides
    @Singleton
    InProcessLink link(
        DaemonIdentity identity,
        DaemonServer server,
        DaemonHandlers handlers,
        Revocations revocations,
        DaemonEvents events) {
      return new InProcessLink(
          uplink.code().panel(), identity, server, handlers, revocations, events, config);
    }
  }

  /** The panel is elsewhere. */
  private static final class Network extends AbstractModule {
    private final Uplink uplink;
    private final Duration offlineGrace;
    private final ServerConfig config;

    Network(Uplink uplink, Duration offlineGrace, ServerConfig config) {
      this.uplink = uplink;
      this.offlineGrace = offlineGrace;
      this.config = config;
    }

    @Override
    protected void configure() {
      bind(ServerConfig.class).toInstance(config);
      bind(LinkService.class).in(Singleton.class);
      bind(LinkStreams.class).in(Singleton.class);
      bind(CurrentLink.class).in(Singleton.class);
      bind(DaemonParty.class).in(Singleton.class);
      bind(CertificateSource.class).to(CurrentLink.class);
    }

    @Provides
    @Singleton
    LinkAbsence absence(
        Consoles consoles, Transfers transfers, ScheduledExecutorService timer, Workers workers) {
      return new LinkAbsence(offlineGrace, consoles, transfers, timer, workers);
    }

    @Provides
    @Singleton
    Joining join(DaemonIdentity identity, Workers workers) {
      return new NetworkJoin(uplink, identity, config, workers);
    }

    @Provides
    @Singleton
    LinkEntrance entrance(
        DaemonIdentity identity,
        DaemonParty party,
        LinkStreams streams,
        Workers workers,
        ScheduledExecutorService timer,
        InstantSource clock) {
      return new PanelEntrance(identity, party, streams, workers, timer, clock);
    }

    /** After the listener, whose port is told. */
    @Provides
    @Singleton
    @SuppressWarnings("UnusedVariable") // taken for the order
    PanelDialler dialler(
        DaemonIdentity identity,
        DaemonServer server,
        DaemonParty party,
        CurrentLink current,
        LinkStreams streams,
        Workers workers,
        ScheduledExecutorService timer,
        InstantSource clock) {
      return new PanelDialler(identity, party, current, streams, workers, timer, clock);
    }
  }
}
