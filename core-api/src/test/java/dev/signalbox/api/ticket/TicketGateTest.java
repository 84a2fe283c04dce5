package dev.signalbox.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.InstanceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TicketGateTest {
  private final TicketFixture fixture = new TicketFixture();
  private final TicketGate gate = gate(1_000);

  private TicketGate gate(int capacity) {
    return new TicketGate(
        fixture.verifier, new SpentTickets(fixture.clock, () -> fixture.correction, capacity));
  }

  @Test
  void opensOnce() {
    String token = fixture.signer.sign(fixture.download());

    assertThat(gate.admit(token, fixture.downloadDemand()).subject()).isEqualTo("user-1");
    refuses(token, fixture.downloadDemand(), TicketError.SPENT);
  }

  @Test
  void opensOnceForEightAtTheSameTime() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 50; round++) {
        String token = fixture.signer.sign(fixture.download());
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Future<Boolean>> tries = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          tries.add(
              pool.submit(
                  () -> {
                    together.await(10, TimeUnit.SECONDS);
                    try {
                      gate.admit(token, fixture.downloadDemand());
                      return true;
                    } catch (SignalboxException e) {
                      assertThat(e.code()).isEqualTo(TicketError.SPENT);
                      return false;
                    }
                  }));
        }
        int opened = 0;
        for (Future<Boolean> each : tries) {
          opened += each.get(10, TimeUnit.SECONDS) ? 1 : 0;
        }
        assertThat(opened).isEqualTo(1);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void doesNotSpendATicketOnTheWrongRequest() {
    String token = fixture.signer.sign(fixture.download());
    TicketDemand right = fixture.downloadDemand();

    refuses(token, TicketDemand.of("files.upload"), TicketError.WRONG_OPERATION);
    refuses(token, TicketDemand.of("files.download"), TicketError.WRONG_INSTANCE);
    refuses(token, right.onInstance(new InstanceId("other")), TicketError.WRONG_INSTANCE);
    refuses(token, right.onPath("world"), TicketError.WRONG_PATH);
    refuses(token, right.onPath("world/level.dat/"), TicketError.WRONG_PATH);
    refuses(token, right.onPath(""), TicketError.WRONG_PATH);
    refuses(token, right.fromOrigin("https://evil.example"), TicketError.WRONG_ORIGIN);
    refuses(token, right.fromOrigin("null"), TicketError.WRONG_ORIGIN);
    refuses(token, right.fromOrigin("https://panel.example"), TicketError.WRONG_ORIGIN);

    gate.admit(token, right.fromOrigin("https://panel.example:7443"));
  }

  @Test
  void refusesAPageWhereTheTicketIsForAProgram() {
    String token = fixture.signer.sign(fixture.download().fromOrigin(null));

    refuses(
        token,
        fixture.downloadDemand().fromOrigin("https://panel.example:7443"),
        TicketError.WRONG_ORIGIN);
    gate.admit(token, fixture.downloadDemand());
  }

  @Test
  void refusesWhenFullAndOpensAgainOnceTicketsHaveExpired() {
    TicketGate small = gate(3);
    for (int i = 0; i < 3; i++) {
      small.admit(fixture.signer.sign(fixture.download()), fixture.downloadDemand());
    }
    String fourth = fixture.signer.sign(fixture.download());
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(() -> small.admit(fourth, fixture.downloadDemand()))
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(TicketError.OVERLOADED);
              assertThat(refusal.code().kind().status()).isEqualTo(503);
            });

    fixture.now = TicketFixture.NOW.plusSeconds(61);
    small.admit(fixture.signer.sign(fixture.download()), fixture.downloadDemand());
  }

  @Test
  void doesNotReviveAForgottenTicketWhenTheClockIsSetBack() {
    String used = fixture.signer.sign(fixture.download());
    gate.admit(used, fixture.downloadDemand());
    fixture.now = TicketFixture.NOW.plusSeconds(90);
    gate.admit(fixture.signer.sign(fixture.download()), fixture.downloadDemand());

    fixture.correction = Duration.ofSeconds(-90);
    assertThat(fixture.verifier.verify(used).subject()).isEqualTo("user-1");
    refuses(used, fixture.downloadDemand(), TicketError.EXPIRED);
  }

  @Test
  void remembersAFullMinuteOfHeavyUse() {
    SpentTickets spent = new SpentTickets(fixture.clock, () -> Duration.ZERO, 20_000);
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      Ticket ticket = fixture.download();
      tickets.add(ticket);
      spent.spend(ticket);
    }
    for (Ticket ticket : tickets) {
      assertThatExceptionOfType(SignalboxException.class)
          .isThrownBy(() -> spent.spend(ticket))
          .matches(refusal -> refusal.code() == TicketError.SPENT);
    }
  }

  private void refuses(String token, TicketDemand demand, TicketError error) {
    assertThatExceptionOfType(SignalboxException.class)
        .isThrownBy(() -> gate.admit(token, demand))
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(error));
  }
}
