package dev.signalbox.panel.control;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import java.time.Duration;

/** Binds the routes of the daemons' operations. */
public final class ControlModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(AnswerDeadline.class).toInstance(new AnswerDeadline(Duration.ofSeconds(30)));
    bind(LinkForwarder.class).in(Singleton.class);
    bind(BulkRedirect.class).in(Singleton.class);
    bind(ControlRoutes.class).in(Singleton.class);
  }
}
