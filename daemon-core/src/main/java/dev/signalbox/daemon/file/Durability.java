package dev.signalbox.daemon.file;

/** What a committed write survives. */
public enum Durability {
  /** The end of the process, killed or not. */
  PROCESS,
  /** A loss of power as well: file and directory are forced to the disk before the answer. */
  POWER
}
