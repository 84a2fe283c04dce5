package dev.signalbox.daemon.console;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.ticket.TicketRight;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A wish to watch an instance, after the ticket for it was accepted.
 *
 * @param subject whose console it is; what revocation names
 * @param rights what the subject may do there
 * @param origin the origin of the browser's page, null for a program; a resume token is bound to it
 * @param from the offset to begin at, null for the last 64 KiB
 * @param until when the console ends at the latest, null for 12 h from now; a resume token hands
 *     the first one's on
 */
public record ConsoleRequest(
    InstanceId instance,
    String subject,
    Set<TicketRight> rights,
    @Nullable String origin,
    @Nullable Long from,
    @Nullable Instant until) {
  public ConsoleRequest {
    requireNonNull(instance, "instance");
    requireNonNull(subject, "subject");
    rights = Set.copyOf(rights);
    if (from != null && from < 0) {
      throw new IllegalArgumentException("from: " + from + " (expected: 0 or more)");
    }
  }

  /** Returns a request of somebody whose ticket was just accepted. */
  public static ConsoleRequest of(
      InstanceId instance,
      String subject,
      Set<TicketRight> rights,
      @Nullable String origin,
      @Nullable Long from) {
    return new ConsoleRequest(instance, subject, rights, origin, from, null);
  }
}
