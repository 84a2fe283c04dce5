package dev.signalbox.daemon.transfer;

import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.id.BootId;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.ticket.SpentTickets;
import dev.signalbox.api.ticket.Ticket;
import dev.signalbox.api.ticket.TicketDemand;
import dev.signalbox.api.ticket.TicketGate;
import dev.signalbox.api.ticket.TicketKey;
import dev.signalbox.api.ticket.TicketSigner;
import dev.signalbox.api.ticket.TicketVerifier;
import dev.signalbox.daemon.file.Durability;
import dev.signalbox.daemon.file.RootedDirectories;
import dev.signalbox.daemon.file.RootedDirectory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Transfers of one instance behind a real gate, with a clock that stands until it is moved. */
final class TransferRig implements AutoCloseable {
  static final InstanceId LOBBY = new InstanceId("lobby");
  private static final Peer PEER =
      new Peer(
          InetSocketAddress.createUnresolved("client", 1),
          InetSocketAddress.createUnresolved("daemon", 2),
          true);

  private final DaemonId daemon = new DaemonId("here");
  private final BootId boot = BootId.random();
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final InstantSource clock = () -> now;
  private final TicketSigner signer;
  private final TicketGate gate;
  private final RootedDirectories directories = RootedDirectories.create();
  final ExecutorService workers = Executors.newCachedThreadPool();
  final Path root;
  final Path staging;
  final TransferTable table = new TransferTable(clock);
  final RootedFileTransfers transfers;

  TransferRig(Path temp) throws IOException, GeneralSecurityException {
    root = Files.createDirectory(temp.resolve("root"));
    staging = temp.resolve("staging");
    RootedDirectory directory = directories.open(root, staging, null);
    transfers = new RootedFileTransfers(id -> directory, table, Durability.PROCESS);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    TicketKey key = TicketKey.of((ECPublicKey) pair.getPublic());
    signer = new TicketSigner(pair.getPrivate(), key);
    gate =
        new TicketGate(
            new TicketVerifier(daemon, boot, List.of(key), clock, () -> Duration.ZERO),
            new SpentTickets(clock, () -> Duration.ZERO, 10_000));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  String ticket(String subject, String operation, String path) {
    return signer.sign(
        Ticket.of(daemon, boot, subject, operation, now.plusSeconds(60))
            .onInstance(LOBBY)
            .onPath(path));
  }

  Ticket admit(String token, String operation, String path, HttpRequest request) {
    return table.admit(
        gate, token, TicketDemand.of(operation).onInstance(LOBBY).onPath(path), request);
  }

  /** Downloads with a ticket, which may have been used before. */
  HttpResponse getWith(String token, String path, String... headers) {
    HttpRequest request = request("GET", RequestBody.empty(), headers);
    Ticket ticket = admit(token, "files.download", path, request);
    return (HttpResponse)
        transfers
            .download(ticket, LOBBY, FilePath.parse(path), request)
            .toCompletableFuture()
            .join();
  }

  /** Downloads with a ticket of its own. */
  HttpResponse get(String path, String... headers) {
    return getWith(ticket("ann", "files.download", path), path, headers);
  }

  CompletionStage<HttpReply> put(String path, RequestBody body, String... headers) {
    HttpRequest request = request("PUT", body, headers);
    Ticket ticket = admit(ticket("ann", "files.upload", path), "files.upload", path, request);
    return transfers.upload(ticket, LOBBY, FilePath.parse(path), request, workers);
  }

  HttpResponse putNow(String path, byte[] content, String... headers) {
    return (HttpResponse) put(path, RequestBody.of(content), headers).toCompletableFuture().join();
  }

  static HttpRequest request(String method, RequestBody body, String... headers) {
    return new HttpRequest(method, "/", "", HttpHeaders.of(headers), body, PEER);
  }

  /** Reads what a transport would send, and closes the file as one would. */
  static byte[] drain(HttpResponse response) throws IOException {
    ResponseBody.FileRegion region = (ResponseBody.FileRegion) response.body();
    ByteBuffer bytes = ByteBuffer.allocate((int) region.count());
    while (bytes.hasRemaining()) {
      if (region.channel().read(bytes, region.position() + bytes.position()) < 0) {
        break;
      }
    }
    region.channel().close();
    return bytes.array();
  }

  @Override
  public void close() {
    workers.shutdownNow();
    directories.close();
  }
}
