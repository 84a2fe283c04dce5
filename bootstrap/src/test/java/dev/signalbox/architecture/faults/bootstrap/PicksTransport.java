package dev.signalbox.architecture.faults.bootstrap;

import dev.signalbox.architecture.faults.transport.netty.MayUseNetty;

/** Names a transport instead of taking the one that is there. */
record PicksTransport(MayUseNetty transport) {}
