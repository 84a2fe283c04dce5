package dev.signalbox.panel.authority;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.operation.RouteDoc;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.Route;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.panel.access.RouteAccess;
import jakarta.inject.Inject;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/**
 * {@code GET /authority} and {@code /authority/ca.pem}: whom to trust, for anybody. Every TLS
 * handshake shows as much, and who is to trust the root has not signed in yet.
 */
public final class AuthorityRoutes {
  /**
   * The authority on the wire.
   *
   * @param fingerprint as in {@link Authority#fingerprint}
   * @param name under which a browser lists it
   */
  record AuthorityView(String fingerprint, String name, Instant expiresAt) {}

  private final Authority authority;

  @Inject
  AuthorityRoutes(Authority authority) {
    this.authority = requireNonNull(authority, "authority");
  }

  /** Returns the routes, relative to the API's base. */
  public List<Route> routes() {
    return List.of(
        Route.of("GET", "/authority", this::show)
            .with(
                RouteDoc.KEY, RouteDoc.object("Says which authority to trust", AuthorityView.class))
            .with(RouteAccess.KEY, RouteAccess.open()),
        Route.of("GET", "/authority/ca.pem", this::root)
            .with(RouteDoc.KEY, RouteDoc.text("Hands out the authority's certificate"))
            .with(RouteAccess.KEY, RouteAccess.open()));
  }

  private CompletionStage<HttpReply> show(RoutedRequest request) {
    X509Certificate root = authority.root();
    return Replies.ok(
            new AuthorityView(
                authority.fingerprint(), commonName(root), root.getNotAfter().toInstant()))
        .asStage();
  }

  private CompletionStage<HttpReply> root(RoutedRequest request) {
    return new HttpResponse(
            200,
            HttpHeaders.of("Content-Type", "application/x-pem-file")
                .with("Content-Disposition", "attachment; filename=\"ca.pem\""),
            ResponseBody.of(authority.rootPem().getBytes(US_ASCII)))
        .asStage();
  }

  private static String commonName(X509Certificate root) {
    X500Name subject = X500Name.getInstance(root.getSubjectX500Principal().getEncoded());
    return IETFUtils.valueToString(subject.getRDNs(BCStyle.CN)[0].getFirst().getValue());
  }
}
