package dev.signalbox.daemon.console;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.concurrent.Executor;

/** What every open console works with. */
record ConsoleContext(Executor workers, InstantSource clock, ResumeTokens tokens) {
  ConsoleContext {
    requireNonNull(workers, "workers");
    requireNonNull(clock, "clock");
    requireNonNull(tokens, "tokens");
  }
}
