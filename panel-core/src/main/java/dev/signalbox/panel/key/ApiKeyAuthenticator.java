package dev.signalbox.panel.key;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.panel.access.AccessError;
import dev.signalbox.panel.access.Authenticator;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.SignIn;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Recognises {@code Authorization: Bearer} and an API key (RFC 6750 section 2.1). */
final class ApiKeyAuthenticator implements Authenticator {
  private static final String SCHEME = "Bearer ";

  private final ApiKeyService keys;

  @Inject
  ApiKeyAuthenticator(ApiKeyService keys) {
    this.keys = requireNonNull(keys, "keys");
  }

  @Override
  public Optional<Caller> authenticate(HttpRequest request) {
    List<String> shown = request.headers().all("Authorization");
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    String value = shown.get(0);
    if (shown.size() > 1 || !value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw refused();
    }
    Optional<Caller> caller = keys.recognise(value.substring(SCHEME.length()).strip());
    if (caller.isEmpty()) {
      throw refused();
    }
    return caller;
  }

  @Override
  public Optional<Caller> refresh(SignIn signIn) {
    return signIn instanceof SignIn.ByKey key
        ? keys.refresh(new ApiKeyId(key.keyId()))
        : Optional.empty();
  }

  private static SignalboxException refused() {
    return new SignalboxException(AccessError.REQUIRED, "the API key is not valid");
  }
}
