package dev.signalbox.api.ticket;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a ticket: who may do what, where, and until when.
 *
 * <p>A ticket opens one request. What it opened (a console, an upload) has a life of its own.
 *
 * @param audience the only daemon that accepts it
 * @param boot the only run of that daemon that accepts it
 * @param subject the person's id, or {@code system:} and a reason; 1 to 128 printable characters
 * @param operation the id of the operation, such as {@code files.download}
 * @param instance the instance; null for an operation on the daemon
 * @param path the canonical path below the instance's directory; null where the operation has none
 * @param rights what a console lets the subject do; empty elsewhere
 * @param instances the instances that the subject may see in a list; null for all of them
 * @param origin the origin of the browser's page; null for a program
 * @param id 16 to 64 characters of {@code [A-Za-z0-9_-]}, never used before
 * @param expiresAt the first instant at which it is refused, in whole seconds
 */
public record Ticket(
    DaemonId audience,
    BootId boot,
    String subject,
    String operation,
    @Nullable InstanceId instance,
    @Nullable String path,
    Set<TicketRight> rights,
    @Nullable Set<InstanceId> instances,
    @Nullable String origin,
    String id,
    Instant expiresAt) {
  /** The longest that a ticket may be good for. */
  public static final Duration MAX_LIFE = Duration.ofSeconds(60);

  private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern OPERATION = Pattern.compile("[a-z][a-zA-Z0-9.-]{0,63}");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public Ticket {
    requireNonNull(audience, "audience");
    requireNonNull(boot, "boot");
    check("subject", subject, SUBJECT, "1 to 128 printable ASCII characters");
    check("operation", operation, OPERATION, "1 to 64 letters, digits, dots and hyphens");
    check("id", id, ID, "16 to 64 characters of A-Z, a-z, 0-9, _ or -");
    rights = Set.copyOf(rights);
    instances = instances == null ? null : Set.copyOf(instances);
    expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Returns a ticket for an operation on the daemon itself, by a program, with a new random id.
   *
   * @param expiresAt at most {@link #MAX_LIFE} ahead of the daemon's clock, or it is refused there
   */
  public static Ticket of(
      DaemonId audience, BootId boot, String subject, String operation, Instant expiresAt) {
    return new Ticket(
        audience,
        boot,
        subject,
        operation,
        null,
        null,
        Set.of(),
        null,
        null,
        randomId(),
        expiresAt);
  }

  /** Returns this ticket, for one instance. */
  public Ticket onInstance(InstanceId only) {
    requireNonNull(only, "only");
    return new Ticket(
        audience, boot, subject, operation, only, path, rights, instances, origin, id, expiresAt);
  }

  /** Returns this ticket, for one canonical path. */
  public Ticket onPath(String canonical) {
    requireNonNull(canonical, "canonical");
    return new Ticket(
        audience, boot, subject, operation, instance, canonical, rights, instances, origin, id,
        expiresAt);
  }

  /** Returns this ticket with exactly these rights. */
  public Ticket withRights(Set<TicketRight> exactly) {
    return new Ticket(
        audience, boot, subject, operation, instance, path, exactly, instances, origin, id,
        expiresAt);
  }

  /** Returns this ticket, which shows only these instances in lists; null shows all. */
  public Ticket seeing(@Nullable Set<InstanceId> only) {
    return new Ticket(
        audience, boot, subject, operation, instance, path, rights, only, origin, id, expiresAt);
  }

  /** Returns this ticket, for a browser's page of that origin; null is a program. */
  public Ticket fromOrigin(@Nullable String only) {
    return new Ticket(
        audience, boot, subject, operation, instance, path, rights, instances, only, id, expiresAt);
  }

  /** Returns whether it gives that right. */
  public boolean allows(TicketRight right) {
    return rights.contains(right);
  }

  /** Returns whether its subject may see that instance in a list. */
  public boolean sees(InstanceId listed) {
    return instances == null || instances.contains(listed);
  }

  /**
   * Holds this ticket against what a request asks for.
   *
   * <p>A request without an {@code Origin} comes from a program and passes; one with an origin
   * passes only where the ticket names that very origin.
   *
   * @throws SignalboxException {@code ticket.wrong-operation}, {@code ticket.wrong-instance},
   *     {@code ticket.wrong-path} or {@code ticket.wrong-origin}
   */
  public void require(TicketDemand demand) {
    if (!operation.equals(demand.operation())) {
      throw new SignalboxException(
          TicketError.WRONG_OPERATION, "the ticket is for " + operation + ", not for this request");
    }
    if (!Objects.equals(instance, demand.instance())) {
      throw new SignalboxException(
          TicketError.WRONG_INSTANCE, "the ticket is not for this instance");
    }
    if (!Objects.equals(path, demand.path())) {
      throw new SignalboxException(TicketError.WRONG_PATH, "the ticket is not for this path");
    }
    if (demand.origin() != null && !demand.origin().equals(origin)) {
      throw new SignalboxException(
          TicketError.WRONG_ORIGIN, "the ticket is not for pages of this origin");
    }
  }

  private static String randomId() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void check(String name, String value, Pattern shape, String expected) {
    requireNonNull(value, name);
    if (!shape.matcher(value).matches()) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
    }
  }
}
