package dev.signalbox.panel.exchange;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Binds {@link LinkExchanges}; needs a clock. */
public final class ExchangeModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(LinkExchanges.class).to(CountedLinkExchanges.class).in(Singleton.class);
  }
}
