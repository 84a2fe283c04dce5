package dev.signalbox.daemon.link;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.link.LinkError;
import dev.signalbox.api.link.control.LinkEnd;
import dev.signalbox.api.link.control.LinkSession;
import dev.signalbox.api.link.join.JoinMessages;
import dev.signalbox.daemon.server.CertificateSource;
import dev.signalbox.daemon.server.ServedCertificate;
import dev.signalbox.daemon.ticket.PanelClock;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The link that is up, if one is: the newest. */
final class CurrentLink implements CertificateSource {
  private static final Logger log = LoggerFactory.getLogger(CurrentLink.class);

  private final PanelClock clock;
  private final Provider<ServedCertificate> certificate;
  private final LinkAbsence absence;
  private final AtomicReference<@Nullable LinkSession> session = new AtomicReference<>();
  private final List<Consumer<LinkEnd>> ends = new CopyOnWriteArrayList<>();

  @Inject
  CurrentLink(PanelClock clock, Provider<ServedCertificate> certificate, LinkAbsence absence) {
    this.clock = requireNonNull(clock, "clock");
    this.certificate = requireNonNull(certificate, "certificate");
    this.absence = requireNonNull(absence, "absence");
  }

  /** Has somebody told of each end of a session, whether it was up or not. */
  void onEnd(Consumer<LinkEnd> listener) {
    ends.add(listener);
  }

  void up(LinkSession now) {
    LinkSession before = session.getAndSet(now);
    if (before != null) {
      before.close(LinkEnd.REPLACED, "another link came up");
    }
    absence.linkUp();
    now.onMeasured(() -> clock.measured(now.skew()));
    certificate.get().renewWhenDue();
    log.info("link up panel={}", now.other().id());
  }

  void down(LinkSession ended, LinkEnd end) {
    if (session.compareAndSet(ended, null)) {
      absence.linkDown();
      log.info("link down code={} reason={}", end.code(), end.reason());
    }
    ends.forEach(listener -> listener.accept(end));
  }

  /** Ends the link that is up, because the daemon stops. */
  void close() {
    LinkSession open = session.get();
    if (open != null) {
      open.close(LinkEnd.GONE, "the daemon stops");
    }
  }

  @Override
  public CompletionStage<List<X509Certificate>> renew(byte[] certificateRequest) {
    LinkSession open = session.get();
    if (open == null) {
      return CompletableFuture.failedStage(
          new SignalboxException(LinkError.BROKEN, "there is no link to the panel just now"));
    }
    return open.call(
            "certificate.renew",
            Map.of("request", Base64.getEncoder().encodeToString(certificateRequest)))
        .thenApply(
            answer ->
                StreamSupport.stream(
                        answer.getAsJsonObject().getAsJsonArray("chain").spliterator(), false)
                    .map(each -> JoinMessages.certificate(each.getAsString()))
                    .toList());
  }
}
