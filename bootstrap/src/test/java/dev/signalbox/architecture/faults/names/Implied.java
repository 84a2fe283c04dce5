package dev.signalbox.architecture.faults.names;

/** Has such a word in its name and is a word of its own: no fault. */
interface Implied {}
