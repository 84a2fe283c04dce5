package dev.signalbox.architecture.faults.unmarked;

/** Lies in a package that NullAway does not look at. */
interface Unmarked {}
