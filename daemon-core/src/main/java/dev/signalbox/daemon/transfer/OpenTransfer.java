package dev.signalbox.daemon.transfer;

import static java.util.Objects.requireNonNull;

import java.util.function.BooleanSupplier;

/**
 * A transfer whose bytes flow.
 *
 * @param isOpen whether it still runs; must not block. A download has no other sign of its end than
 *     that the transport has closed the file, which it does on every path
 * @param ending ends it; may be called when it has ended, and more than once
 */
record OpenTransfer(Transfers.Info info, BooleanSupplier isOpen, Runnable ending) {
  OpenTransfer {
    requireNonNull(info, "info");
    requireNonNull(isOpen, "isOpen");
    requireNonNull(ending, "ending");
  }
}
