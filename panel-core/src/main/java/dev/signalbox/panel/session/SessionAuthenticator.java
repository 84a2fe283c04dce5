package dev.signalbox.panel.session;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.panel.access.AccessError;
import dev.signalbox.panel.access.Authenticator;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.SignIn;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises the cookie together with the proof; the cookie alone is refused. What changes
 * something must also come from a page of this panel.
 */
final class SessionAuthenticator implements Authenticator {
  static final String PROOF = "Signalbox-Proof";
  private static final String OFFERED_PROOF = "proof.";
  private static final Set<String> LOOKING = Set.of("GET", "HEAD", "OPTIONS");

  private final SessionService sessions;

  @Inject
  SessionAuthenticator(SessionService sessions) {
    this.sessions = requireNonNull(sessions, "sessions");
  }

  @Override
  public Optional<Caller> authenticate(HttpRequest request) {
    if (request.headers().contains("Authorization")) {
      return Optional.empty();
    }
    List<String> tokens = cookies(request, sessions.cookieName());
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    SecurePeer.require(request);
    List<String> proofs = proofs(request);
    if (tokens.size() > 1 || proofs.size() != 1) {
      throw new SignalboxException(
          AccessError.REQUIRED, "the cookie needs the header " + PROOF + " besides");
    }
    if (!LOOKING.contains(request.method())
        || request.headers().contains("Origin")
        || request.isWebSocketUpgrade()) {
      SameOrigin.require(request);
    }
    Optional<Caller> caller = sessions.recognise(tokens.get(0), proofs.get(0));
    if (caller.isEmpty()) {
      throw new SignalboxException(AccessError.REQUIRED, "the session has ended; sign in again");
    }
    return caller;
  }

  @Override
  public Optional<Caller> refresh(SignIn signIn) {
    return signIn instanceof SignIn.BySession session
        ? sessions.refresh(session.sessionId())
        : Optional.empty();
  }

  /** A page cannot add a header field to a WebSocket: there it offers the proof as a protocol. */
  private static List<String> proofs(HttpRequest request) {
    if (!request.isWebSocketUpgrade()) {
      return request.headers().all(PROOF);
    }
    List<String> proofs = new ArrayList<>(request.headers().all(PROOF));
    for (String offered : request.headers().members("Sec-WebSocket-Protocol")) {
      if (offered.startsWith(OFFERED_PROOF)) {
        proofs.add(offered.substring(OFFERED_PROOF.length()));
      }
    }
    return proofs;
  }

  private static List<String> cookies(HttpRequest request, String name) {
    List<String> values = new ArrayList<>(1);
    for (String line : request.headers().all("Cookie")) {
      for (String pair : line.split(";", -1)) {
        String trimmed = pair.strip();
        if (trimmed.startsWith(name + "=")) {
          values.add(trimmed.substring(name.length() + 1));
        }
      }
    }
    return values;
  }
}
