package dev.signalbox.bootstrap;

import com.google.inject.spi.ProvisionListener;
import dev.signalbox.api.lifecycle.Managed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the managed parts of one injector in the order in which they were made, and stops them in
 * the reverse.
 */
final class Lifecycle implements ProvisionListener {
  private static final Logger log = LoggerFactory.getLogger(Lifecycle.class);

  private final Set<Managed> known = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Managed> parts = new ArrayList<>();
  private final Deque<Managed> begun = new ArrayDeque<>();

  /**
   * Takes the part that starts before all others, whatever order a module of an embedding program
   * makes Guice provide them in.
   */
  Lifecycle(Managed first) {
    known.add(first);
    parts.add(first);
  }

  @Override
  public <T> void onProvision(ProvisionInvocation<T> provision) {
    T made = provision.provision();
    if (made instanceof Managed part && known.add(part)) {
      parts.add(part);
    }
  }

  /** Starts every part; where one fails, stops what had begun and throws that failure. */
  void start() {
    for (Managed part : parts) {
      begun.push(part);
      try {
        part.start();
      } catch (RuntimeException | Error e) {
        stop();
        throw e;
      }
    }
  }

  /** Stops what has begun; a part that fails to stop does not keep the others from it. */
  void stop() {
    while (!begun.isEmpty()) {
      Managed part = begun.pop();
      try {
        part.stop();
      } catch (RuntimeException e) {
        log.error("part failed to stop part={}", part.getClass().getSimpleName(), e);
      }
    }
  }
}
