package dev.signalbox.benchmarks.subject;

import dev.signalbox.api.http.HttpHandler;
import dev.signalbox.api.http.HttpHeaders;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.http.HttpResponse;
import dev.signalbox.api.http.WebSocketLimits;
import dev.signalbox.api.http.WebSocketUpgrade;
import dev.signalbox.api.routing.BodyToChannel;
import dev.signalbox.api.routing.RangedReplies;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.api.routing.Router;
import dev.signalbox.api.routing.Validators;
import dev.signalbox.api.routing.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/** What is asked of a server under test, done the way that the daemon does it. */
final class SubjectRoutes {
  private final Path file;
  private final Path uploads;
  private final FanOut fanOut = new FanOut();

  private SubjectRoutes(Path file, Path uploads) {
    this.file = file;
    this.uploads = uploads;
  }

  /** Returns the router, and beside it {@code /json-direct}, which answers on the I/O thread. */
  static HttpHandler handler(Workers workers, Path file, Path uploads) {
    SubjectRoutes routes = new SubjectRoutes(file, uploads);
    Router router =
        Router.builder(workers)
            .route("GET", "/file", routes::download)
            .route("PUT", "/upload/{name}", routes::upload)
            .route("GET", "/json", request -> Replies.ok(SmallAnswer.SAMPLE).asStage())
            .route("GET", "/fan-out", request -> routes.join().asStage())
            .build();
    return request ->
        request.path().equals("/json-direct")
            ? Replies.ok(SmallAnswer.SAMPLE).asStage()
            : router.handle(request);
  }

  private CompletionStage<HttpReply> download(RoutedRequest request) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      return RangedReplies.file(
              request.http(),
              channel,
              channel.size(),
              Validators.of(Instant.EPOCH),
              HttpHeaders.of("Content-Type", "application/octet-stream"))
          .asStage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes beside the target and renames, as nginx does too. */
  private CompletionStage<HttpReply> upload(RoutedRequest request) {
    Path target = request.parameter("name", name -> uploads.resolve(name));
    Path part = uploads.resolve(target.getFileName() + ".part");
    FileChannel channel;
    try {
      channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return BodyToChannel.copy(request.body(), channel, Long.MAX_VALUE, request.workers())
        .handle(
            (bytes, failure) -> {
              try (channel) {
                if (failure != null) {
                  Files.delete(part);
                  throw new IllegalStateException(failure);
                }
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return HttpResponse.of(201);
            });
  }

  private WebSocketUpgrade join() {
    return new WebSocketUpgrade(HttpHeaders.empty(), "", WebSocketLimits.DEFAULT, fanOut);
  }
}
