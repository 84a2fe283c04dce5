package dev.signalbox.daemon.driver.process;

/** What the processes of this machine use, each with its descendants. Safe for any thread. */
interface ProcessTable {
  /**
   * Returns what a process and its descendants use; nothing where it is gone or the system does not
   * tell. May be up to a second old.
   */
  Sample sample(long pid);

  /**
   * One look.
   *
   * @param nanos when, as of {@link System#nanoTime()}
   * @param cpuNanos processor time since each of them began
   * @param memory resident bytes
   */
  record Sample(long nanos, long cpuNanos, long memory) {
    static final Sample NONE = new Sample(0, 0, 0);

    /** Returns how many cores were busy since an earlier look; 0 for the first. */
    double coresSince(Sample earlier) {
      if (earlier.nanos == 0 || nanos == earlier.nanos || cpuNanos < earlier.cpuNanos) {
        return 0;
      }
      double cores = (double) (cpuNanos - earlier.cpuNanos) / (nanos - earlier.nanos);
      return Math.round(cores * 1000) / 1000.0;
    }
  }
}
