package dev.signalbox.daemon.event;

import dev.signalbox.api.id.BootId;
import java.nio.file.Path;

/** Spools events until it is killed, and tells the number of each that it has spooled. */
final class SpoolingProgram {
  private SpoolingProgram() {}

  public static void main(String[] args) {
    BootId boot = new BootId(args[1]);
    EventSpool spool = EventSpool.open(Path.of(args[0]), boot, SpoolLimits.DEFAULT);
    for (long seq = 1; ; seq++) {
      spool.append(Happenings.event(boot, seq, "x".repeat(3000)));
      System.out.println(seq);
    }
  }
}
