package dev.signalbox.architecture.faults.daemon.host;

import java.io.IOException;

/** Has a shell read what a person typed. */
final class AsksAShell {
  private AsksAShell() {}

  static Process start(String typed) throws IOException {
    return Runtime.getRuntime().exec(new String[] {"sh", "-c", typed});
  }
}
