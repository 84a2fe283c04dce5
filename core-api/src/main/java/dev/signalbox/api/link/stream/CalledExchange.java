package dev.signalbox.api.link.stream;

import dev.signalbox.api.error.RequestError;
import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.json.Json;
import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One exchange, as its caller has it. */
final class CalledExchange {
  /** Told once that the exchange is over. */
  interface End {
    /** Takes whether the stream is good for another exchange. */
    void over(boolean clean);
  }

  private final Wire wire;
  private final HttpRequest request;
  private final End end;
  private final CompletableFuture<HttpReply> reply = new CompletableFuture<>();
  private @Nullable BodySender sender;
  private @Nullable BodyReceiver<ByteBuffer> receiver;
  private @Nullable RelayedSocket socket;

  /** The request went out whole. */
  private boolean sent;

  private boolean over;

  CalledExchange(Wire wire, HttpRequest request, End end) {
    this.wire = wire;
    this.request = request;
    this.end = end;
  }

  CompletableFuture<HttpReply> reply() {
    return reply;
  }

  boolean isUnopened() {
    return socket != null && !socket.isOpened();
  }

  void begin() {
    if (reply.isDone()) {
      finish(true);
      return;
    }
    String head;
    try {
      head = head();
    } catch (IllegalArgumentException | SignalboxException e) {
      finish(true);
      reply.completeExceptionally(e);
      return;
    }
    reply.whenComplete(
        (answer, failure) -> {
          if (reply.isCancelled()) {
            wire.execute(this::cancel);
          }
        });
    wire.sendText(head);
    long length = request.body().length().orElse(-1);
    if (length == 0) {
      sent = true;
      return;
    }
    sender =
        new BodySender(
            wire, PublisherSource.ofLists(wire, request.body()), length, new RequestOutcome());
    sender.begin();
  }

  private String head() {
    String head = Json.write(CallHead.of(request));
    if (head.length() > HeadText.MOST) {
      throw new SignalboxException(
          RequestError.HEAD_TOO_LARGE, "the request's head is too large for the link");
    }
    return head;
  }

  void text(String text) {
    if (socket != null) {
      socket.text(text);
      return;
    }
    wire.consumed(1);
    if (receiver == null) {
      answered(text);
    } else if (!text.equals(Wire.END) || !receiver.end()) {
      violation("a text in a body, or an end before its length");
    } else {
      finish(sent);
    }
  }

  void binary(ByteBuffer data) {
    if (socket != null) {
      socket.binary(data);
    } else if (receiver == null || !receiver.receive(data)) {
      violation("bytes beyond a body");
    }
  }

  private void answered(String text) {
    AnswerHead head;
    HttpHeaders fields;
    try {
      head = HeadText.read(text, AnswerHead.class);
      fields = head.fields();
      if (head.isSwitch()) {
        switched(head, fields);
      } else {
        responded(head, HttpResponse.of(head.status()).withHeaders(fields));
      }
    } catch (IllegalArgumentException | NullPointerException | SignalboxException e) {
      violation("the head of an answer that makes no sense");
    }
  }

  private void switched(AnswerHead head, HttpHeaders fields) {
    if (!request.isWebSocketUpgrade() || !sent) {
      violation("a WebSocket that nobody asked for");
      return;
    }
    RelayedSocket relayed = new RelayedSocket(wire);
    WebSocketUpgrade upgrade = head.upgrade(fields, relayed);
    socket = relayed;
    reply.complete(upgrade);
  }

  private void responded(AnswerHead head, HttpResponse response) {
    long length = head.bodyLength();
    if (!sent && sender != null) {
      sender.stop();
    }
    boolean headOnly = request.method().equals("HEAD");
    if (length == 0 || headOnly || !response.allowsBody()) {
      finish(sent);
      reply.complete(headOnly ? response.withBody(unsent(length)) : response);
      return;
    }
    BodyReceiver<ByteBuffer> body = new BodyReceiver<>(wire, length, data -> data, this::cancel);
    receiver = body;
    reply.complete(response.withBody(ResponseBody.of(body, known(length))));
  }

  /** Returns the body of an answer to HEAD: its length, and nothing that would be sent. */
  private static ResponseBody unsent(long length) {
    return length == 0 ? ResponseBody.empty() : ResponseBody.of(UnsentBody.INSTANCE, known(length));
  }

  private static OptionalLong known(long length) {
    return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /** Nobody wants the rest. */
  private void cancel() {
    if (!over) {
      finish(false);
      fail(Wire.broken("it was cancelled"));
    }
  }

  private void violation(String what) {
    if (!over) {
      wire.violation(what);
      finish(false);
      fail(Wire.broken(what));
    }
  }

  /** The stream has closed below the exchange. */
  void closed(int code, String reason) {
    over = true;
    if (sender != null) {
      sender.stop();
    }
    fail(
        Wire.broken(
            "the stream was closed with " + code + (reason.isEmpty() ? "" : ": ") + reason));
    if (socket != null) {
      socket.closed(code, reason);
    }
  }

  private void fail(Throwable reason) {
    if (receiver != null) {
      receiver.fail(reason);
    }
    reply.completeExceptionally(reason);
  }

  private void finish(boolean clean) {
    if (over) {
      return;
    }
    over = true;
    if (sender != null) {
      sender.stop();
    }
    end.over(clean);
  }

  private final class RequestOutcome implements BodySender.Outcome {
    @Override
    public void sent() {
      sent = true;
    }

    @Override
    public void failed(Throwable reason) {
      finish(false);
      fail(reason);
    }
  }
}
