package dev.signalbox.daemon.instance;

/** What becomes of an instance's directory when the instance is deleted. */
public enum FileDisposal {
  KEEP,
  DELETE
}
