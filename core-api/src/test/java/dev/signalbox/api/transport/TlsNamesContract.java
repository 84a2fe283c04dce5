package dev.signalbox.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several certificates on one listener, chosen by the name that a client asks for. */
public abstract class TlsNamesContract extends TransportContract {
  private static final TlsMaterial ANY = TestCertificates.forServer("EC", "*.example.test");
  private static final TlsMaterial ONE = TestCertificates.forServer("EC", "one.example.test");
  private static final TlsMaterial RSA = TestCertificates.forServer("RSA", "rsa.example.test");
  private static final TlsMaterial OTHER = TestCertificates.forServer("RSA", "one.example.test");

  /** The wildcard comes first, so that only the rule on exact names lets the others win. */
  private static final TlsMaterial ALL = MATERIAL.and(ANY).and(ONE).and(RSA);

  private HttpServer serve(TlsMaterial material) {
    HttpServer server = serve(request -> text("hello").asStage());
    server.reloadTls(material);
    return server;
  }

  private Certificate shown(HttpServer server, String name, String protocol) throws Exception {
    SSLContext context = TestCertificates.trusting(MATERIAL, ANY, ONE, RSA, OTHER);
    RawClient client =
        closeAfterwards(
            name.isEmpty()
                ? RawClient.tls(server.addresses().get(0), context, protocol)
                : RawClient.tlsTo(name, server.addresses().get(0), context, protocol));
    assertThat(client.get("/").read().text()).isEqualTo("hello");
    return ((SSLSocket) client.socket()).getSession().getPeerCertificates()[0];
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2", "TLSv1.3"})
  void showsTheCertificateOfTheNameThatIsAskedFor(String protocol) throws Exception {
    HttpServer server = serve(ALL);
    assertThat(shown(server, "one.example.test", protocol)).isEqualTo(ONE.chain().get(0));
    assertThat(shown(server, "ONE.Example.test", protocol)).isEqualTo(ONE.chain().get(0));
    assertThat(shown(server, "rsa.example.test", protocol)).isEqualTo(RSA.chain().get(0));
    assertThat(shown(server, "two.example.test", protocol)).isEqualTo(ANY.chain().get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.2, ''",
    "TLSv1.3, ''",
    "TLSv1.2, elsewhere.test",
    "TLSv1.3, elsewhere.test",
    "TLSv1.3, example.test",
    "TLSv1.3, a.two.example.test"
  })
  void showsTheFirstCertificateWhereNobodyElseIsAskedFor(String protocol, String name)
      throws Exception {
    assertThat(shown(serve(ALL), name, protocol)).isEqualTo(MATERIAL.chain().get(0));
  }

  @Test
  void showsThemFromTheStart() throws Exception {
    HttpServer server =
        closeAfterwards(
            subject()
                .transport()
                .create(
                    named("names", ListenerSpec.tls("127.0.0.1", 0, ALL)),
                    request -> text("hello").asStage()));
    server.start();
    assertThat(shown(server, "one.example.test", "TLSv1.3")).isEqualTo(ONE.chain().get(0));
    assertThat(shown(server, "", "TLSv1.3")).isEqualTo(MATERIAL.chain().get(0));
  }

  @Test
  void replacesThemTogether() throws Exception {
    HttpServer server = serve(ALL);
    assertThat(shown(server, "one.example.test", "TLSv1.3")).isEqualTo(ONE.chain().get(0));
    server.reloadTls(MATERIAL.and(OTHER));
    assertThat(shown(server, "one.example.test", "TLSv1.3")).isEqualTo(OTHER.chain().get(0));
    assertThat(shown(server, "rsa.example.test", "TLSv1.3")).isEqualTo(MATERIAL.chain().get(0));
  }
}
