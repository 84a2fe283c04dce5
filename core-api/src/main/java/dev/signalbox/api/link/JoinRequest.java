package dev.signalbox.api.link;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.List;

/**
 * What a daemon shows to join a panel.
 *
 * @param identityKey its public identity key, X.509 encoded
 * @param certificateRequest a PKCS#10 request, DER encoded; only its key is used
 * @param addresses where it says that browsers reach it directly
 */
public record JoinRequest(byte[] identityKey, byte[] certificateRequest, List<URI> addresses) {
  public JoinRequest {
    requireNonNull(identityKey, "identityKey");
    requireNonNull(certificateRequest, "certificateRequest");
    addresses = List.copyOf(addresses);
  }
}
