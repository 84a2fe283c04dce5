package dev.signalbox.daemon.file;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.file.DeleteRequest;
import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.file.MkdirRequest;
import dev.signalbox.api.file.MoveRequest;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.routing.PageRequest;
import dev.signalbox.api.routing.Replies;
import dev.signalbox.api.routing.RouteHandler;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.daemon.operation.OperationRoutes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/** The operations below {@code /instances/{instance}/files}, the content of files excepted. */
public final class FileRoutes implements OperationRoutes {
  private final FileService files;

  @Inject
  FileRoutes(FileService files) {
    this.files = requireNonNull(files, "files");
  }

  @Override
  public Map<String, RouteHandler> handlers() {
    return Map.of(
        "files.list", this::list,
        "files.mkdir", request -> change(request, MkdirRequest.class, files::mkdir),
        "files.move", request -> change(request, MoveRequest.class, files::move),
        "files.delete", request -> change(request, DeleteRequest.class, files::delete));
  }

  private CompletionStage<HttpReply> list(RoutedRequest request) {
    PageRequest page = PageRequest.of(request);
    FilePath path = FilePath.parse(request.query("path").orElse(""));
    return Replies.ok(files.list(instance(request), path, page.limit(), page.cursor().orElse(null)))
        .asStage();
  }

  private static <T> CompletionStage<HttpReply> change(
      RoutedRequest request, Class<T> type, BiConsumer<InstanceId, T> change) {
    return request
        .json(type)
        .thenApply(
            input -> {
              change.accept(instance(request), input);
              return Replies.noContent();
            });
  }

  private static InstanceId instance(RoutedRequest request) {
    return request.parameter("instance", InstanceId::new);
  }
}
