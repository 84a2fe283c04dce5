package dev.signalbox.panel.exchange;

import static java.util.Objects.requireNonNull;

import dev.signalbox.panel.session.ClientAddress;

/**
 * Whose exchange it is, for the counting.
 *
 * @param name tells one party from another
 */
public record ExchangeParty(String name) {
  public ExchangeParty {
    requireNonNull(name, "name");
  }

  /** Returns a person, or what else tickets are made out to. */
  public static ExchangeParty subject(String subject) {
    return new ExchangeParty("subject " + subject);
  }

  /** Returns whoever comes from a place, where no more is known. */
  public static ExchangeParty at(ClientAddress address) {
    return new ExchangeParty("address " + address.place());
  }
}
