package dev.signalbox.panel.ticket;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.operation.Operation;
import dev.signalbox.api.operation.Operation.Payload.Shape;
import dev.signalbox.api.operation.Permissions;
import dev.signalbox.api.ticket.Ticket;
import dev.signalbox.api.ticket.TicketRight;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.InstanceScope;
import dev.signalbox.panel.authority.TicketKeys;
import dev.signalbox.panel.node.NodeService;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks the access service and signs with the panel's ticket key. */
final class SigningTicketService implements TicketService {
  private final AccessService access;
  private final NodeService nodes;
  private final TicketKeys keys;
  private final InstantSource clock;

  @Inject
  SigningTicketService(
      AccessService access, NodeService nodes, TicketKeys keys, InstantSource clock) {
    this.access = requireNonNull(access, "access");
    this.nodes = requireNonNull(nodes, "nodes");
    this.keys = requireNonNull(keys, "keys");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public MintedTicket mint(Caller caller, TicketOrder order) {
    Set<TicketRight> rights = EnumSet.noneOf(TicketRight.class);
    if (order.operation().id().equals(DaemonOperations.CONSOLE)) {
      rights.add(TicketRight.VIEW);
      if (mayType(caller, order)) {
        rights.add(TicketRight.INPUT);
      }
    }
    return sign(caller, order, rights);
  }

  @Override
  public MintedTicket mint(Caller caller, TicketOrder order, Set<TicketRight> rights) {
    if (rights.contains(TicketRight.INPUT)) {
      access.require(
          caller,
          Permissions.CONSOLE_INPUT,
          order.daemon(),
          requireNonNull(order.instance(), "instance"));
    }
    return sign(caller, order, rights);
  }

  private MintedTicket sign(Caller caller, TicketOrder order, Set<TicketRight> rights) {
    @Nullable Set<InstanceId> visible = permit(caller, order);
    Instant expires = clock.instant().plus(Ticket.MAX_LIFE);
    Ticket ticket =
        Ticket.of(
                order.daemon(),
                nodes.link(order.daemon()).hello().boot(),
                caller.user().value(),
                order.operation().id(),
                expires)
            .withRights(rights)
            .seeing(visible)
            .fromOrigin(order.origin());
    if (order.instance() != null) {
      ticket = ticket.onInstance(order.instance());
    }
    if (order.path() != null) {
      ticket = ticket.onPath(order.path());
    }
    return new MintedTicket(keys.signer().sign(ticket), ticket.expiresAt());
  }

  /** Returns the instances that an answer may show; null for all. */
  private @Nullable Set<InstanceId> permit(Caller caller, TicketOrder order) {
    Operation operation = order.operation();
    if (order.instance() != null) {
      access.require(caller, operation.permission(), order.daemon(), order.instance());
      return null;
    }
    if (operation.payload().shape() == Shape.PAGE) {
      InstanceScope scope = access.requireSome(caller, operation.permission(), order.daemon());
      return scope instanceof InstanceScope.Only only ? only.instances() : null;
    }
    access.require(caller, operation.permission(), order.daemon());
    return null;
  }

  private boolean mayType(Caller caller, TicketOrder order) {
    return order
        .target()
        .filter(id -> access.allows(caller, Permissions.CONSOLE_INPUT, order.daemon(), id))
        .isPresent();
  }
}
