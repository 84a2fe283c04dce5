package dev.signalbox.api.link.stream;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.Peer;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.json.Json;
import dev.signalbox.api.transport.wire.HandlerCall;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exchange, as its server has it. */
final class ServedExchange {
  private static final Logger log = LoggerFactory.getLogger(ServedExchange.class);

  private final Wire wire;
  private final HttpRequest request;
  private final Executor readers;
  private final CalledExchange.End end;
  private final @Nullable BodyReceiver<List<ByteBuffer>> receiver;
  private final HandlerCall call;
  private @Nullable SignalboxException bodyFault;
  private @Nullable BodySender sender;
  private @Nullable ServedSocket socket;
  private boolean sent;
  private boolean over;

  ServedExchange(Wire wire, CallHead head, Peer peer, Executor readers, CalledExchange.End end) {
    this.wire = wire;
    this.readers = readers;
    this.end = end;
    RequestBody body = RequestBody.empty();
    if (head.length() == 0) {
      receiver = null;
    } else {
      // A handler that wants no more has an answer to give: the rest is left until then.
      receiver = new BodyReceiver<>(wire, head.length(), List::of, () -> {});
      body = new StreamedRequestBody(head.length(), receiver);
    }
    request = head.request(body, peer);
    call = new HandlerCall(request, wire, () -> bodyFault, this::replied);
  }

  void begin(HttpHandler handler) {
    call.begin(handler);
  }

  void text(String text) {
    if (socket != null) {
      socket.text(text);
      return;
    }
    wire.consumed(1);
    if (receiver == null || !text.equals(Wire.END) || !receiver.end()) {
      violation("a text in a body, or an end before its length");
    } else {
      finishIfDone();
    }
  }

  void binary(ByteBuffer data) {
    if (socket != null) {
      socket.binary(data);
    } else if (receiver == null || !receiver.receive(data)) {
      violation("bytes beyond a body");
    }
  }

  private void replied(HttpReply reply) {
    if (reply instanceof WebSocketUpgrade upgrade && request.isWebSocketUpgrade()) {
      switched(upgrade);
    } else if (reply instanceof HttpResponse response) {
      respond(response);
    } else {
      respond(HttpResponse.of(426));
    }
  }

  private void switched(WebSocketUpgrade upgrade) {
    String head = Json.write(AnswerHead.of(upgrade));
    if (head.length() > HeadText.MOST || receiver != null) {
      log.error("reply cannot switch to a WebSocket method={}", request.method());
      respond(HttpResponse.of(500));
      return;
    }
    ServedSocket served = new ServedSocket(wire, upgrade);
    socket = served;
    wire.sendText(head);
    served.open();
  }

  private void respond(HttpResponse response) {
    String head = Json.write(AnswerHead.of(response));
    if (head.length() > HeadText.MOST) {
      log.error("head of the reply too large method={}", request.method());
      HandlerCall.release(response);
      respond(HttpResponse.of(500));
      return;
    }
    wire.sendText(head);
    ResponseBody body = response.body();
    long length = body.length().orElse(-1);
    if (length == 0 || request.method().equals("HEAD") || !response.allowsBody()) {
      HandlerCall.release(body);
      sent = true;
    } else {
      sender = new BodySender(wire, source(body), length, new ResponseOutcome());
      sender.begin();
    }
    if (receiver != null) {
      receiver.dropUnlessRead();
    }
    finishIfDone();
  }

  private BodySource source(ResponseBody body) {
    if (body instanceof ResponseBody.FileRegion region) {
      return new FileSource(wire, readers, region);
    }
    if (body instanceof ResponseBody.Stream stream) {
      return PublisherSource.ofBuffers(wire, stream.publisher());
    }
    return new BytesSource(((ResponseBody.Bytes) body).buffer());
  }

  private void violation(String what) {
    if (over) {
      return;
    }
    wire.violation(what);
    fail(Wire.broken(what));
    end.over(false);
  }

  /** The stream has closed below the exchange. */
  void closed(int code, String reason) {
    if (socket != null) {
      socket.closed(code, reason);
    }
    fail(Wire.broken("the caller has closed the stream with " + code));
  }

  private void fail(SignalboxException reason) {
    over = true;
    bodyFault = reason;
    call.cancel();
    if (receiver != null) {
      receiver.fail(reason);
    }
    if (sender != null) {
      sender.stop();
    }
  }

  /** Done is what was sent whole and received whole; otherwise the caller closes the stream. */
  private void finishIfDone() {
    if (over || !sent) {
      return;
    }
    if (receiver != null && !receiver.isEnded()) {
      // Whoever has stopped to read must not keep the end, or a close, from being seen.
      receiver.dropUnlessEnded();
      return;
    }
    over = true;
    end.over(true);
  }

  private final class ResponseOutcome implements BodySender.Outcome {
    @Override
    public void sent() {
      sent = true;
      finishIfDone();
    }

    @Override
    public void failed(Throwable reason) {
      log.warn("response broken off method={}", request.method(), reason);
      fail(Wire.broken("its reply failed"));
      end.over(false);
    }
  }
}
