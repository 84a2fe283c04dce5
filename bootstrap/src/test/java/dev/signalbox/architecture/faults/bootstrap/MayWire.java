package dev.signalbox.architecture.faults.bootstrap;

import com.google.inject.Injector;

/** Uses Guice where that is allowed: no fault. */
record MayWire(Injector injector) {}
