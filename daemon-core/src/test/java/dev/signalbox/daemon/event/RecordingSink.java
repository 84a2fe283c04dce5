package dev.signalbox.daemon.event;

import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.instance.InstanceSnapshot;
import dev.signalbox.api.instance.InstanceUsage;
import dev.signalbox.api.link.DaemonEvent;
import dev.signalbox.api.link.DaemonEventSink;
import dev.signalbox.api.link.EventPosition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Writes down what it is told, in words. */
final class RecordingSink implements DaemonEventSink {
  final List<String> told = new CopyOnWriteArrayList<>();
  final List<EventPosition> caughtUpAt = new CopyOnWriteArrayList<>();
  private volatile Supplier<CompletionStage<Void>> answer =
      () -> CompletableFuture.completedStage(null);

  void answers(Supplier<CompletionStage<Void>> changed) {
    answer = changed;
  }

  @Override
  public CompletionStage<Void> happened(List<DaemonEvent> events) {
    events.forEach(event -> told.add(Long.toString(event.position().seq())));
    return answer.get();
  }

  @Override
  public CompletionStage<Void> caughtUp(EventPosition position, List<InstanceSnapshot> instances) {
    caughtUpAt.add(position);
    told.add("caught up with " + instances.size());
    return answer.get();
  }

  @Override
  public CompletionStage<Void> used(Map<InstanceId, InstanceUsage> usage) {
    told.add("used " + usage.values().iterator().next().memory());
    return answer.get();
  }
}
