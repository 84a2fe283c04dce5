package dev.signalbox.panel.diagnosis;

import dev.signalbox.api.diagnosis.Diagnosis;
import dev.signalbox.api.id.DaemonId;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Looks for what keeps people from a daemon. Safe for any thread; reads the database. */
public interface DiagnosisService {
  /**
   * Looks at the link to a daemon, and walks to its accepted addresses, all at the same time and
   * within 10 seconds.
   *
   * @param address the only one to walk to; null for every one
   * @param origin of the pages that are to use the daemon, such as {@code https://panel.lan:7443}
   * @return cancelling it closes what was opened
   * @throws dev.signalbox.api.error.SignalboxException {@code daemon.unknown}; {@code
   *     request.invalid} for an address that is not one of the daemon's; {@code diagnosis.busy}
   *     when 4 are being made already
   */
  CompletableFuture<Diagnosis> diagnose(DaemonId id, @Nullable URI address, String origin);
}
