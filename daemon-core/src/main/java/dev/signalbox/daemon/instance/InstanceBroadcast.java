package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every listener, whatever another one does. */
final class InstanceBroadcast implements InstanceEvents, InstanceListener {
  private static final Logger log = LoggerFactory.getLogger(InstanceBroadcast.class);

  private final List<InstanceListener> listeners = new CopyOnWriteArrayList<>();

  @Override
  public Listening listen(InstanceListener listener) {
    listeners.add(requireNonNull(listener, "listener"));
    return () -> listeners.remove(listener);
  }

  @Override
  public void changed(InstanceSnapshot instance) {
    tell(listener -> listener.changed(instance));
  }

  @Override
  public void removed(InstanceId instance) {
    tell(listener -> listener.removed(instance));
  }

  private void tell(Consumer<InstanceListener> what) {
    for (InstanceListener listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException e) {
        log.error("instance listener failed", e);
      }
    }
  }
}
