package dev.signalbox.api.link.control;

import dev.signalbox.api.error.SignalboxException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An end with a real key that answers {@code echo}. */
final class TestParty implements LinkParty {
  private final LinkRole role;
  private final KeyPair own;
  private final PublicKey pinned;
  private final CompletableFuture<LinkSession> up = new CompletableFuture<>();
  private final CompletableFuture<LinkEnd> end = new CompletableFuture<>();
  private volatile @Nullable SignalboxException refusal;

  TestParty(LinkRole role, KeyPair own, PublicKey pinned) {
    this.role = role;
    this.own = own;
    this.pinned = pinned;
  }

  void refuseBy(SignalboxException why) {
    refusal = why;
  }

  LinkSession awaitUp() {
    return await(up);
  }

  boolean isUp() {
    return up.isDone();
  }

  LinkEnd awaitEnd() {
    return await(end);
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public LinkRole role() {
    return role;
  }

  @Override
  public LinkHello hello() {
    return new LinkHello(
        role,
        role.name().toLowerCase(Locale.ROOT),
        LinkHello.newNonce(),
        List.of(1),
        Instant.now(),
        "boot",
        "1",
        List.of(),
        null);
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(own.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public PublicKey keyOf(LinkHello other) {
    SignalboxException refused = refusal;
    if (refused != null) {
      throw refused;
    }
    return pinned;
  }

  @Override
  public Map<String, ControlMethod> methods(LinkSession session) {
    return Map.of(
        "echo",
        parameters ->
            CompletableFuture.completedStage(
                role.name().toLowerCase(Locale.ROOT) + " " + parameters.get("said").getAsString()));
  }

  @Override
  public void up(LinkSession session) {
    up.complete(session);
  }

  @Override
  public void down(LinkSession session, LinkEnd why) {
    end.complete(why);
  }
}
