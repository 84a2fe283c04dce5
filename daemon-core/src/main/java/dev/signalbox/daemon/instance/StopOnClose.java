package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.instance.InstanceState;
import dev.signalbox.api.lifecycle.Managed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops every instance when the daemon is closed, and kills what has not ended in time. */
final class StopOnClose implements Managed {
  private static final Logger log = LoggerFactory.getLogger(StopOnClose.class);

  /** A service manager or a person waits meanwhile. */
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private static final Set<InstanceState> AT_REST =
      EnumSet.of(InstanceState.STOPPED, InstanceState.CRASHED);

  private final InstanceService instances;

  @Inject
  StopOnClose(InstanceService instances) {
    this.instances = requireNonNull(instances, "instances");
  }

  @Override
  public void start() {}

  @Override
  public void stop() {
    try {
      instances.stopAll().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.warn("instances did not stop in time and are killed after={}", PATIENCE);
      instances.list().stream()
          .filter(instance -> !AT_REST.contains(instance.state()))
          .forEach(instance -> instances.kill(instance.id()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      log.error("instances did not stop", e.getCause());
    }
  }
}
