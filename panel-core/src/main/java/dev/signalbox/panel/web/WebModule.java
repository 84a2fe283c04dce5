package dev.signalbox.panel.web;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;

/** Binds the web console's files and their routes. */
public final class WebModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(WebFiles.class).in(Singleton.class);
    bind(WebRoutes.class).in(Singleton.class);
  }
}
