package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.UserId;
import dev.signalbox.daemon.console.Consoles;
import dev.signalbox.daemon.transfer.Transfers;
import jakarta.inject.Inject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what a person has open here. */
final class Revocations {
  private static final Logger log = LoggerFactory.getLogger(Revocations.class);

  private final Consoles consoles;
  private final Transfers transfers;

  @Inject
  Revocations(Consoles consoles, Transfers transfers) {
    this.consoles = requireNonNull(consoles, "consoles");
    this.transfers = requireNonNull(transfers, "transfers");
  }

  void revoke(UserId person) {
    int consolesClosed = consoles.revoke(person.value());
    int transfersClosed = transfers.closeOfSubject(person.value());
    log.info(
        "person revoked id={} consoles={} transfers={}", person, consolesClosed, transfersClosed);
  }
}
