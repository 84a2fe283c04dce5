package dev.signalbox.panel.node;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.link.trust.TlsTrust;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What a join code shall be good for.
 *
 * @param name what the daemon will be called, 1 to 100 characters; where one of that name is there
 *     already, a number is added when it joins
 * @param expiresIn how long, 1 to 15 minutes
 * @param addresses where browsers may be sent to reach it, accepted beforehand; may be none
 * @param trust how it verifies the panel's TLS: {@code WEB} where that ends at a proxy
 */
public record NewJoinCode(String name, Duration expiresIn, List<URI> addresses, TlsTrust trust) {
  /** How long a code is good at most. */
  public static final Duration LIFE = Duration.ofMinutes(15);

  public NewJoinCode {
    requireNonNull(name, "name");
    requireNonNull(expiresIn, "expiresIn");
    addresses = List.copyOf(addresses);
    requireNonNull(trust, "trust");
  }

  /** Returns one for a daemon that reaches the panel itself. */
  public static NewJoinCode of(String name) {
    return new NewJoinCode(name, LIFE, List.of(), TlsTrust.AUTHORITY);
  }
}
