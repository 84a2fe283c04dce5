package dev.signalbox.api.routing;

import static dev.signalbox.api.routing.Requests.get;
import static dev.signalbox.api.routing.Requests.routed;
import static dev.signalbox.api.routing.Requests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepliesTest {
  record User(String name) {}

  @Test
  void answersPagesWithTheirCursor() {
    assertThat(text(Replies.ok(Page.of(List.of(new User("ann"))))))
        .isEqualTo("{\"items\":[{\"name\":\"ann\"}],\"next\":null}");
    assertThat(text(Replies.ok(new Page<>(List.of(), "c2"))))
        .isEqualTo("{\"items\":[],\"next\":\"c2\"}");
  }

  @Test
  void answersWhatWasCreatedAndWhere() {
    HttpResponse response = Replies.created("/api/v1/users/1", new User("ann"));

    assertThat(response.status()).isEqualTo(201);
    assertThat(response.headers().first("Location")).contains("/api/v1/users/1");
    assertThat(response.headers().first("Content-Type")).contains("application/json");
  }

  @Test
  void sendsElsewhereWithTheSameMethod() {
    HttpResponse response = Replies.redirect("https://daemon/v1/x?ticket=t");

    assertThat(response.status()).isEqualTo(307);
    assertThat(response.headers().first("Location")).contains("https://daemon/v1/x?ticket=t");
  }

  @Test
  void readsWhichPageIsWanted() {
    PageRequest first = PageRequest.of(routed(get("/x")));
    PageRequest later = PageRequest.of(routed(get("/x?limit=1000&cursor=a%2Bb+c")));

    assertThat(first.limit()).isEqualTo(100);
    assertThat(first.cursor()).isEmpty();
    assertThat(later.limit()).isEqualTo(1000);
    assertThat(later.cursor()).contains("a+b c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1001", "-1", "x", "", "1e2", "99999999999"})
  void refusesAPageOfAnotherSize(String limit) {
    RoutedRequest request = routed(get("/x?limit=" + limit));

    assertThatThrownBy(() -> PageRequest.of(request))
        .isInstanceOfSatisfying(
            SignalboxException.class,
            e -> {
              assertThat(e.field()).contains("limit");
              assertThat(e).hasMessage("limit: " + limit + " (expected: 1..1000)");
            });
  }

  @Test
  void readsQueriesAsBrowsersWriteThem() {
    RoutedRequest request = routed(get("/x?a=1&b=%C3%A9+%26&a=2&c&&=x&d=x=y&nul=%00"));

    assertThat(request.queryAll("a")).containsExactly("1", "2");
    assertThat(request.query("b")).contains("é &");
    assertThat(request.query("c")).contains("");
    assertThat(request.query("d")).contains("x=y");
    assertThat(request.query("nul")).contains("\0");
    assertThat(request.query("")).contains("x");
    assertThat(request.query("z")).isEmpty();
    assertThatThrownBy(() -> request.query("a")).isInstanceOf(SignalboxException.class);
  }
}
