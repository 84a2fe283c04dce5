package dev.signalbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real nginx with the configuration of the documentation, on one port of this machine, with a
 * certificate for {@code localhost} by an authority of its own.
 */
final class TlsProxy implements AutoCloseable {
  private static final Path DOCUMENTED = Path.of("..", "..", "docs", "proxy", "nginx.conf");
  private static final List<String> PROGRAMS = List.of("/usr/sbin/nginx", "/usr/local/sbin/nginx");

  private final Path home;
  private final int port;
  private Process process;

  private TlsProxy(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  /** Makes the certificates and finds a port, but does not listen yet. */
  static TlsProxy prepare(Path home) throws Exception {
    Files.createDirectories(home);
    int port;
    // nginx cannot be asked for a free port and say which it took.
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    TlsProxy proxy = new TlsProxy(home, port);
    proxy.certify();
    return proxy;
  }

  String origin() {
    return "https://localhost:" + port;
  }

  Path authority() {
    return home.resolve("ca.pem");
  }

  /** Listens, with each of these in place of what the documentation has there for an example. */
  void start(String httpBlock, Map<String, String> filledIn) throws Exception {
    String server = Files.readString(DOCUMENTED);
    server = fill(server, "listen 443 ssl", "listen 127.0.0.1:" + port + " ssl");
    server = fill(server, "server_name panel.example.com", "server_name localhost");
    server = fill(server, "/etc/ssl/signalbox/fullchain.pem", home.resolve("server.pem"));
    server = fill(server, "/etc/ssl/signalbox/privkey.pem", home.resolve("server.key"));
    for (Map.Entry<String, String> value : filledIn.entrySet()) {
      server = fill(server, value.getKey(), value.getValue());
    }
    Files.writeString(home.resolve("signalbox.conf"), server);
    Files.writeString(
        home.resolve("nginx.conf"),
        String.join(
            "\n",
            "daemon off;",
            // Its workers would be nobody, who may not enter our folder.
            "user root;",
            "pid nginx.pid;",
            "events {}",
            "http {",
            "  access_log access.log;",
            "  client_body_temp_path body;",
            "  proxy_temp_path proxy;",
            "  fastcgi_temp_path fastcgi;",
            "  uwsgi_temp_path uwsgi;",
            "  scgi_temp_path scgi;",
            "  " + httpBlock,
            "  include signalbox.conf;",
            "}",
            ""));
    run();
  }

  /** Listens, again after {@link #close} too. */
  void run() throws IOException {
    Path log = home.resolve("error.log");
    String configuration = home.resolve("nginx.conf").toString();
    process =
        new ProcessBuilder(program(), "-p", home + "/", "-c", configuration, "-e", log.toString())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("output").toFile())
            .start();
    await().atMost(Duration.ofSeconds(20)).until(() -> isListening() || !process.isAlive());
    assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
  }

  private static String fill(String text, String example, Object value) {
    assertThat(text.split(java.util.regex.Pattern.quote(example), -1))
        .as("%s in %s, once", example, DOCUMENTED)
        .hasSize(2);
    return text.replace(example, value.toString());
  }

  private boolean isListening() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void certify() throws Exception {
    openssl(
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=Test CA",
        "-keyout",
        "ca.key",
        "-out",
        "ca.pem",
        "-addext",
        "keyUsage=critical,keyCertSign");
    openssl(
        "req",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-subj",
        "/CN=localhost",
        "-keyout",
        "server.key",
        "-out",
        "server.csr");
    Files.writeString(
        home.resolve("server.ext"),
        "subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n");
    openssl(
        "x509",
        "-req",
        "-in",
        "server.csr",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-CAcreateserial",
        "-days",
        "2",
        "-extfile",
        "server.ext",
        "-out",
        "server.pem");
  }

  private void openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = Stream.concat(Stream.of("openssl"), Stream.of(arguments)).toList();
    Process made =
        new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(made.waitFor()).as(said).isZero();
  }

  private static String program() {
    return PROGRAMS.stream()
        .filter(program -> Files.isExecutable(Path.of(program)))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("no nginx: install the package nginx, or run ./test"));
  }

  @Override
  public void close() throws Exception {
    if (process != null) {
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }
}
