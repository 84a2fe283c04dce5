package dev.signalbox.api.link;

import static java.util.Objects.requireNonNull;

/**
 * What a daemon shows to join a panel.
 *
 * @param identityKey its public identity key, X.509 encoded
 * @param certificateRequest a PKCS#10 request, DER encoded; only its key is used
 */
@SuppressWarnings("ArrayRecordComponent") // keys on their way, which nobody compares
public record JoinRequest(byte[] identityKey, byte[] certificateRequest) {
  public JoinRequest {
    requireNonNull(identityKey, "identityKey");
    requireNonNull(certificateRequest, "certificateRequest");
  }
}
