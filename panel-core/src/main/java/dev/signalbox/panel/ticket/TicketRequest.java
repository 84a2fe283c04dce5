package dev.signalbox.panel.ticket;

import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code POST /tickets} takes.
 *
 * @param operation the id of a bulk operation
 * @param path where the operation is on a file
 * @param rights for a console: {@code view}, {@code input}; all that the caller has where it is
 *     absent
 */
public record TicketRequest(
    DaemonId daemon,
    InstanceId instance,
    String operation,
    @Nullable String path,
    @Nullable List<String> rights) {}
