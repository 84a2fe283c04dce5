package dev.signalbox.daemon.instance;

import static java.util.Objects.requireNonNull;

import dev.signalbox.daemon.console.Consoles;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** What every supervisor works with. */
record SupervisorContext(
    InstanceRecords records,
    InstancePlans plans,
    Consoles consoles,
    InstanceListener listener,
    Executor workers,
    ScheduledExecutorService timer,
    InstantSource clock) {
  SupervisorContext {
    requireNonNull(records, "records");
    requireNonNull(plans, "plans");
    requireNonNull(consoles, "consoles");
    requireNonNull(listener, "listener");
    requireNonNull(workers, "workers");
    requireNonNull(timer, "timer");
    requireNonNull(clock, "clock");
  }
}
