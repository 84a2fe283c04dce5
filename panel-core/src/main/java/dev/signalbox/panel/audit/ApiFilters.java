package dev.signalbox.panel.audit;

import dev.signalbox.api.routing.Filter;
import java.util.List;

/**
 * What stands in front of every route of the panel's API: who calls, the audit, and what the caller
 * may do. In this order, so that the audit knows the caller and holds the refusals too.
 *
 * @param inOrder the filters, outermost first
 */
public record ApiFilters(List<Filter> inOrder) {
  public ApiFilters {
    inOrder = List.copyOf(inOrder);
  }
}
