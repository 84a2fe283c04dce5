package dev.signalbox.architecture.faults.panel.wiring;

import com.google.inject.Injector;

/** Asks the injector for what its constructor should take. */
record WiresItself(Injector injector) {}
