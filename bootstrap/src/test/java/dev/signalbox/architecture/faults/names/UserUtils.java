package dev.signalbox.architecture.faults.names;

/** Says nothing of how it does it. */
interface UserUtils {}
