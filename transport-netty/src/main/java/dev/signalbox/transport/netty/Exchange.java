package dev.signalbox.transport.netty;

import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpRequest;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.RequestBody;
import dev.signalbox.api.http.ResponseBody;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.transport.RequestHead;
import dev.signalbox.api.transport.wire.HandlerCall;
import dev.signalbox.api.transport.wire.ResponseHead;
import dev.signalbox.api.transport.wire.WebSocketHandshake;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its reply. For the event loop's thread, but for what a handler calls back. */
final class Exchange {
  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  private enum State {
    WAITING,
    SENDING,
    SENT,
    GONE
  }

  private final HttpConnection connection;
  private final RequestHead head;
  private final RequestBodyStream body;
  private final HandlerCall call;
  private State state = State.WAITING;
  private @Nullable BodySender sender;
  private boolean continued;
  private boolean announcedClose;

  Exchange(HttpConnection connection, RequestHead head) {
    this.connection = connection;
    this.head = head;
    body = new RequestBodyStream(connection, head.length());
    continued = !head.expectsContinue();
    RequestBody shown = head.length().equals(OptionalLong.of(0)) ? RequestBody.empty() : body;
    HttpRequest request =
        new HttpRequest(
            head.method(), head.path(), head.query(), head.headers(), shown, connection.peer());
    call = new HandlerCall(request, this::onLoop, body::failure, this::reply);
  }

  void start() {
    call.begin(connection.connections().handler());
  }

  private void onLoop(Runnable task) {
    if (!connection.onLoop(task)) {
      throw new RejectedExecutionException("the event loop has ended");
    }
  }

  RequestBodyStream body() {
    return body;
  }

  /** Says whether the reply is written and the request is read, as far as they ever will be. */
  boolean isOver() {
    return state == State.SENT && (body.isComplete() || body.isAbandoned());
  }

  boolean closesConnection() {
    return announcedClose || body.isAbandoned() || connection.connections().isStopping();
  }

  /** Says whether the handler has not answered. */
  boolean isWaiting() {
    return call.isWaiting();
  }

  /** Sends 100 where the client waits for it and nothing else has gone out. */
  void sendContinue() {
    if (!continued && state == State.WAITING) {
      continued = true;
      connection.channel().writeAndFlush(Unpooled.wrappedBuffer(ResponseHead.CONTINUE.bytes()));
    }
  }

  void writabilityChanged() {
    if (sender != null) {
      sender.writabilityChanged();
    }
  }

  /** Answers for a handler that has not, although its body has failed. */
  void giveUp() {
    if (call.isWaiting()) {
      call.giveUp();
      connection.process();
    }
  }

  /** The handler's subscriber has thrown, and so will hardly come to an answer. */
  void subscriberFailed(Throwable failure) {
    log.error("body subscriber failed method={}", head.method(), failure);
    call.giveUp();
  }

  /** The connection is no more. */
  void clientGone() {
    state = State.GONE;
    call.cancel();
    if (sender != null) {
      sender.abort();
    }
    body.failed(RequestBodyStream.connectionGone());
  }

  private void reply(HttpReply reply) {
    if (reply instanceof HttpResponse response) {
      respond(response);
    } else if (reply instanceof WebSocketUpgrade upgrade) {
      upgrade(upgrade);
    }
  }

  private void upgrade(WebSocketUpgrade upgrade) {
    Optional<HttpResponse> refusal = WebSocketHandshake.refusal(head, upgrade);
    if (refusal.isPresent()) {
      respond(refusal.get());
      return;
    }
    state = State.SENT;
    Channel channel = connection.channel();
    channel.write(buffer(channel, WebSocketHandshake.accept(head, upgrade)));
    connection.upgrade(upgrade);
  }

  private void respond(HttpResponse response) {
    state = State.SENDING;
    boolean bodyUnread = body.isAbandoned() || body.failure() != null;
    announcedClose = !head.persistent() || bodyUnread || connection.connections().isStopping();
    connection.writeWatch().begin();
    ResponseBody responseBody = response.body();
    ResponseHead responseHead =
        announcedClose ? ResponseHead.last(response, head) : ResponseHead.of(response, head);
    Channel channel = connection.channel();
    ByteBuf bytes = buffer(channel, responseHead);
    if (responseHead.framing() == ResponseHead.Framing.NONE) {
      HandlerCall.release(responseBody);
      channel.write(bytes);
      state = State.SENT;
      return;
    }
    sender = BodySender.of(this, responseBody, head.http11());
    sender.start(bytes);
  }

  private static ByteBuf buffer(Channel channel, ResponseHead head) {
    byte[] bytes = head.bytes();
    return channel.alloc().ioBuffer(Math.max(512, bytes.length)).writeBytes(bytes);
  }

  /** The body's last byte is on its way. */
  void sent() {
    if (state == State.SENDING) {
      state = State.SENT;
    }
  }

  /** The body cannot be sent to its end. */
  void broken() {
    connection.abort();
  }

  HttpConnection connection() {
    return connection;
  }
}
