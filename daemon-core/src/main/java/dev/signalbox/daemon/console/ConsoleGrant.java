package dev.signalbox.daemon.console;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.ticket.TicketRight;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a resume token stands for.
 *
 * @param origin the origin of the browser's page, null for a program
 * @param until when the console ends at the latest
 */
public record ConsoleGrant(
    InstanceId instance,
    String subject,
    Set<TicketRight> rights,
    @Nullable String origin,
    Instant until) {
  public ConsoleGrant {
    requireNonNull(instance, "instance");
    requireNonNull(subject, "subject");
    rights = Set.copyOf(rights);
    requireNonNull(until, "until");
  }

  /** Returns the request that opens the console again. */
  public ConsoleRequest request(@Nullable Long from) {
    return new ConsoleRequest(instance, subject, rights, origin, from, until);
  }
}
