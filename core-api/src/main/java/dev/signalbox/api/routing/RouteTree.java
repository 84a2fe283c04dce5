package dev.signalbox.api.routing;

import dev.signalbox.api.routing.PathTemplate.Kind;
import dev.signalbox.api.routing.PathTemplate.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All routes by segment: a literal is preferred to a parameter, a parameter to a tail. */
final class RouteTree {
  private final Node root = new Node();

  /** The routes of one path, by method, and what their parameters took. */
  record Found(Map<String, Entry> byMethod, List<String> taken) {
    Map<String, String> parameters(Entry entry) {
      Map<String, String> parameters = new LinkedHashMap<>();
      for (int i = 0; i < entry.names().size(); i++) {
        parameters.put(entry.names().get(i), taken.get(i));
      }
      return parameters;
    }
  }

  /** A route and the names of its parameters in order. */
  record Entry(Route route, List<String> names) {}

  private static final class Node {
    final Map<String, Node> literals = new HashMap<>();
    @Nullable Node parameter;
    final Map<String, Entry> routes = new TreeMap<>();
    final Map<String, Entry> tails = new TreeMap<>();
  }

  void add(Route route) {
    Node node = root;
    Map<String, Entry> target = null;
    List<String> names = new ArrayList<>();
    for (Segment segment : PathTemplate.parse(route.template()).segments()) {
      if (segment.kind() != Kind.LITERAL) {
        names.add(segment.text());
      }
      switch (segment.kind()) {
        case LITERAL -> node = node.literals.computeIfAbsent(segment.text(), name -> new Node());
        case PARAMETER ->
            node = node.parameter = node.parameter == null ? new Node() : node.parameter;
        case TAIL -> target = node.tails;
      }
    }
    target = target == null ? node.routes : target;
    Entry earlier = target.putIfAbsent(route.method(), new Entry(route, List.copyOf(names)));
    if (earlier != null) {
      throw new IllegalArgumentException(
          "route: %s %s is there already as %s"
              .formatted(route.method(), route.template(), earlier.route().template()));
    }
  }

  @Nullable Found find(List<String> segments) {
    return find(root, segments, 0, new ArrayList<>());
  }

  private static @Nullable Found find(
      Node node, List<String> segments, int depth, List<String> taken) {
    if (depth == segments.size()) {
      return node.routes.isEmpty() ? null : new Found(node.routes, List.copyOf(taken));
    }
    String segment = segments.get(depth);
    Node literal = node.literals.get(segment);
    if (literal != null) {
      Found found = find(literal, segments, depth + 1, taken);
      if (found != null) {
        return found;
      }
    }
    if (node.parameter != null && !segment.isEmpty()) {
      taken.add(segment);
      Found found = find(node.parameter, segments, depth + 1, taken);
      if (found != null) {
        return found;
      }
      taken.remove(taken.size() - 1);
    }
    if (node.tails.isEmpty()) {
      return null;
    }
    taken.add(String.join("/", segments.subList(depth, segments.size())));
    return new Found(node.tails, List.copyOf(taken));
  }
}
