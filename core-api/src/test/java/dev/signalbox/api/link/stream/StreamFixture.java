package dev.signalbox.api.link.stream;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A caller and a server with a socket in memory between them. */
final class StreamFixture implements AutoCloseable {
  static final Peer PEER =
      new Peer(new InetSocketAddress("127.0.0.1", 1), new InetSocketAddress("127.0.0.1", 2), true);

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Random random;
  private final BlockingQueue<StreamCaller> free = new LinkedBlockingQueue<>();
  private final BlockingQueue<StreamCaller> closed = new LinkedBlockingQueue<>();
  private int opened;

  StreamFixture(long seed) {
    random = new Random(seed);
  }

  Random random() {
    return random;
  }

  ExecutorService threads() {
    return threads;
  }

  int opened() {
    return opened;
  }

  BlockingQueue<StreamCaller> closed() {
    return closed;
  }

  void open(HttpHandler handler) {
    opened++;
    StreamCaller caller =
        new StreamCaller(
            new StreamCaller.Listener() {
              @Override
              public void free(StreamCaller stream) {
                free.add(stream);
              }

              @Override
              public void closed(StreamCaller stream) {
                closed.add(stream);
              }
            });
    MemorySocket.connect(
        caller, new StreamServer(handler, PEER, threads), threads, new Random(random.nextLong()));
  }

  /** Returns the stream once it takes a call. */
  StreamCaller free() throws InterruptedException {
    StreamCaller stream = free.poll(10, TimeUnit.SECONDS);
    if (stream == null) {
      throw new AssertionError("no stream is free");
    }
    return stream;
  }

  boolean isFree() {
    return !free.isEmpty();
  }

  HttpReply call(String method, String path) throws Exception {
    return call(request(method, path, RequestBody.empty()));
  }

  HttpReply call(HttpRequest request) throws Exception {
    return free().call(request).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  static HttpRequest request(String method, String path, RequestBody body) {
    return new HttpRequest(method, path, "", HttpHeaders.of("X", "é y"), body, PEER);
  }

  RequestBody body(byte[] bytes, boolean lengthKnown) {
    Chunks<List<ByteBuffer>> chunks = Chunks.ofLists(bytes, random, threads);
    return new RequestBody() {
      @Override
      public OptionalLong length() {
        return lengthKnown ? OptionalLong.of(bytes.length) : OptionalLong.empty();
      }

      @Override
      public void subscribe(Flow.Subscriber<? super List<ByteBuffer>> subscriber) {
        chunks.subscribe(subscriber);
      }
    };
  }

  byte[] read(HttpReply reply) throws Exception {
    ResponseBody body = ((HttpResponse) reply).body();
    if (body instanceof ResponseBody.Stream stream) {
      return Reader.all(stream.publisher(), random, threads).get(10, TimeUnit.SECONDS);
    }
    return new byte[(int) body.length().orElseThrow()];
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
