package dev.signalbox.daemon.console;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.signalbox.api.routing.Workers;
import dev.signalbox.daemon.operation.OperationBinder;
import dev.signalbox.daemon.ticket.Admission;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Binds {@link ConsoleLogs} and {@link Consoles}.
 *
 * <p>Needs {@link Workers}, a {@link ScheduledExecutorService} of one thread and an {@link
 * InstantSource}.
 */
public final class ConsoleModule extends AbstractModule {
  private final Path directory;
  private final ConsoleLimits limits;

  /**
   * @param directory of all logs, such as {@code DIR/console}; made with mode 0700
   */
  public ConsoleModule(Path directory, ConsoleLimits limits) {
    this.directory = requireNonNull(directory, "directory");
    this.limits = requireNonNull(limits, "limits");
  }

  @Override
  protected void configure() {
    OperationBinder.of(binder()).serve(ConsoleRoutes.class);
    Multibinder.newSetBinder(binder(), Admission.class)
        .addBinding()
        .to(ConsoleAdmission.class)
        .in(Singleton.class);
  }

  @Provides
  @Singleton
  ConsoleLogs logs() {
    return new FileConsoleLogs(directory, limits);
  }

  @Provides
  @Singleton
  Consoles consoles(Workers workers, ScheduledExecutorService timer, InstantSource clock) {
    return new OpenConsoles(workers, timer, clock);
  }
}
