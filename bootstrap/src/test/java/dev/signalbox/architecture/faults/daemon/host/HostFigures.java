package dev.signalbox.architecture.faults.daemon.host;

/** A type of daemon-core. */
public interface HostFigures {}
