package dev.signalbox.daemon.transfer;

import static java.util.Objects.requireNonNull;

import dev.signalbox.api.file.FilePath;
import dev.signalbox.api.http.HttpReply;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.operation.DaemonOperations;
import dev.signalbox.api.routing.RouteHandler;
import dev.signalbox.api.routing.RoutedRequest;
import dev.signalbox.daemon.operation.OperationRoutes;
import dev.signalbox.daemon.ticket.Admitted;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** {@code GET}, {@code HEAD} and {@code PUT /instances/{instance}/files/content}. */
public final class TransferRoutes implements OperationRoutes {
  private final FileTransfers transfers;

  @Inject
  TransferRoutes(FileTransfers transfers) {
    this.transfers = requireNonNull(transfers, "transfers");
  }

  @Override
  public Map<String, RouteHandler> handlers() {
    return Map.of(
        DaemonOperations.FILES_DOWNLOAD, this::download,
        DaemonOperations.FILES_UPLOAD, this::upload);
  }

  private CompletionStage<HttpReply> download(RoutedRequest request) {
    return transfers.download(
        Admitted.ticket(request), instance(request), path(request), request.http());
  }

  private CompletionStage<HttpReply> upload(RoutedRequest request) {
    return transfers.upload(
        Admitted.ticket(request),
        instance(request),
        path(request),
        request.http(),
        request.workers());
  }

  private static InstanceId instance(RoutedRequest request) {
    return request.parameter("instance", InstanceId::new);
  }

  private static FilePath path(RoutedRequest request) {
    return FilePath.parse(request.query("path").orElse(""));
  }
}
