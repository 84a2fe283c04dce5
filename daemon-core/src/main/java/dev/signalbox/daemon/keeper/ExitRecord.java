package dev.signalbox.daemon.keeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Reads and writes how a run ended, as the wrapper leaves it. */
final class ExitRecord {
  private static final String LOST = "lost: ";

  // By number, as on every Linux architecture but MIPS, Alpha and PA-RISC.
  private static final String[] SIGNALS = {
    "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
  };

  private ExitRecord() {}

  /** Makes the files that the wrapper overwrites in place, so that it needs no room on the disk. */
  static void prepare(RunFolder folder) throws IOException {
    Files.writeString(folder.file(RunFolder.EXIT_DRAFT), " ".repeat(15) + "\n");
    Files.writeString(folder.file(RunFolder.DIED), " ".repeat(255) + "\n");
  }

  /** Records that nobody knows how the run ended. */
  static void writeLost(RunFolder folder, String why) throws IOException {
    Files.writeString(folder.file(RunFolder.EXIT), LOST + why + "\n");
  }

  /** Returns how a run ended; empty while it has not. */
  static Optional<KeptExit> read(RunFolder folder) {
    String text;
    String died;
    try {
      text = ProcFs.read(folder.file(RunFolder.EXIT));
      died = ProcFs.read(folder.file(RunFolder.DIED)).strip();
    } catch (IOException e) {
      return Optional.empty();
    }
    int newline = text.indexOf('\n');
    if (newline < 0) {
      return Optional.empty();
    }
    Instant at = folder.modified(RunFolder.EXIT);
    String line = text.substring(0, newline).strip();
    if (line.startsWith(LOST)) {
      return Optional.of(new KeptExit(null, null, line, at));
    }
    int status;
    try {
      status = Integer.parseInt(line);
    } catch (NumberFormatException e) {
      return Optional.of(new KeptExit(null, null, LOST + "the record is damaged", at));
    }
    return Optional.of(of(status, died, at));
  }

  /**
   * Tells an exit code above 128 from a signal.
   *
   * @param died what the shell said when the program ended: its name for the signal, if one ended
   *     it
   */
  private static KeptExit of(int status, String died, Instant at) {
    int number = status - 128;
    if (number <= 0 || number >= 65) {
      return new KeptExit(status, null, null, at);
    }
    String name = number < SIGNALS.length ? SIGNALS[number] : Integer.toString(number);
    if (!died.isEmpty()) {
      return new KeptExit(null, name, died.contains("core dumped") ? "core dumped" : null, at);
    }
    // Of these the shell does not say a word, so that they look like an exit code.
    boolean silent =
        name.equals("INT") || name.equals("PIPE") || (name.equals("TERM") && shellIsBash());
    return new KeptExit(status, null, silent ? status + ", or ended by SIG" + name : null, at);
  }

  private static boolean shellIsBash() {
    try {
      return Path.of("/bin/sh").toRealPath().endsWith("bash");
    } catch (IOException e) {
      return true;
    }
  }
}
