package dev.signalbox.daemon.server;

import dev.signalbox.api.lifecycle.Managed;

/** Has a panel joined when it has started; what needs a certificate starts after it. */
public interface Joining extends Managed {}
