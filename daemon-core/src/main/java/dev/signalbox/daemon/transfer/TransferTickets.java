package dev.signalbox.daemon.transfer;

import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.ticket.Ticket;
import dev.signalbox.api.ticket.TicketDemand;
import dev.signalbox.api.ticket.TicketGate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests pass that carry the content of files: once per ticket, and a download that broke
 * off again with the ticket that opened it, long after that has expired. Safe for all threads.
 */
public interface TransferTickets {
  /** How long after its last byte a download can be continued. */
  Duration CONTINUATION = Duration.ofMinutes(30);

  /**
   * Spends a ticket at the gate, or recognises one that opened a download which this request
   * continues. {@link FileTransfers} serves only tickets that came through here.
   *
   * <p>A request continues a download where it carries {@code Range} and an {@code If-Range} equal
   * to the entity tag first given, the download is not running, and its last byte is less than
   * {@link #CONTINUATION} ago. Of any number of requests at once one passes. A ticket is recognised
   * by a digest of the whole token, so an altered one takes the way through the gate.
   *
   * @param token what the request shows; null where it shows none
   * @throws dev.signalbox.api.error.SignalboxException a {@link
   *     dev.signalbox.api.ticket.TicketError}; {@code ticket.spent} where the ticket opened a
   *     download and the request does not continue it; {@code files.unavailable} where {@link
   *     Transfers} closed the subject's transfers in this very moment
   */
  Ticket admit(TicketGate gate, @Nullable String token, TicketDemand demand, HttpRequest request);
}
