package dev.signalbox.api.ticket;

/** What a ticket for a console lets its holder do there. */
public enum TicketRight {
  VIEW("view"),
  INPUT("input");

  private final String claim;

  TicketRight(String claim) {
    this.claim = claim;
  }

  /** Returns the word that stands for this right on the wire. */
  public String claim() {
    return claim;
  }
}
