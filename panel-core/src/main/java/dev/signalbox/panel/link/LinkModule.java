package dev.signalbox.panel.link;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.signalbox.api.link.control.StreamTokens;
import java.time.InstantSource;

/** Binds the routes by which daemons elsewhere join and link, and what dials them. */
public final class LinkModule extends AbstractModule {
  private final LinkConfig config;

  public LinkModule(LinkConfig config) {
    this.config = requireNonNull(config, "config");
  }

  @Override
  protected void configure() {
    bind(LinkConfig.class).toInstance(config);
    bind(UpLinks.class).in(Singleton.class);
    bind(LinkSessions.class).in(Singleton.class);
    bind(PanelDials.class).in(Singleton.class);
    bind(Pairing.class).in(Singleton.class);
    bind(JoinCommand.class).in(Singleton.class);
    bind(LinkRoutes.class).in(Singleton.class);
    bind(JoinRoutes.class).in(Singleton.class);
  }

  @Provides
  @Singleton
  StreamTokens<NetworkLink> tokens(InstantSource clock) {
    return new StreamTokens<>(clock);
  }
}
