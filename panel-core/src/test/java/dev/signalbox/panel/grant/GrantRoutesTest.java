package dev.signalbox.panel.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.api.error.SignalboxException;
import dev.signalbox.api.id.DaemonId;
import dev.signalbox.api.id.InstanceId;
import dev.signalbox.api.id.UserId;
import dev.signalbox.api.operation.Permission;
import dev.signalbox.api.operation.Permissions;
import dev.signalbox.panel.access.AccessService;
import dev.signalbox.panel.access.Caller;
import dev.signalbox.panel.access.InstanceScope;
import dev.signalbox.panel.access.PermissionScope;
import dev.signalbox.panel.access.Role;
import dev.signalbox.panel.access.SignIn;
import dev.signalbox.panel.testing.TestClock;
import dev.signalbox.panel.testing.TestPanel;
import dev.signalbox.panel.testing.TestPanel.Answer;
import dev.signalbox.panel.testing.TestPanel.Client;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrantRoutesTest {
  private static final DaemonId HERE = new DaemonId("here");
  private static final DaemonId THERE = new DaemonId("there");
  private static final InstanceId LOBBY = new InstanceId("lobby");
  private static final InstanceId OTHER = new InstanceId("other");

  @TempDir Path data;
  private TestPanel panel;
  private Client admin;
  private AccessService access;
  private String ann;

  @BeforeEach
  void open() {
    panel = new TestPanel(data, new TestClock());
    admin = panel.admin();
    access = panel.get(AccessService.class);
    ann = panel.person("ann");
  }

  @AfterEach
  void close() {
    panel.close();
  }

  private Caller caller(PermissionScope scope) {
    return new Caller(new UserId(ann), "ann", Role.USER, new SignIn.ByKey("k", null), scope);
  }

  private Caller caller() {
    return caller(PermissionScope.everything());
  }

  private void grant(String target, Permission... permissions) {
    Answer answer =
        admin.put(
            "/users/" + ann + "/grants/here/" + target,
            Map.of("permissions", List.of(permissions).stream().map(Permission::id).toList()));
    assertThat(answer.status()).isEqualTo(200);
  }

  private void refused(String code, Permission permission, DaemonId daemon, InstanceId instance) {
    assertThatThrownBy(() -> access.require(caller(), permission, daemon, instance))
        .isInstanceOfSatisfying(
            SignalboxException.class, e -> assertThat(e.code().id()).isEqualTo(code));
    assertThat(access.allows(caller(), permission, daemon, instance)).isFalse();
  }

  @Test
  void allowsNothingThatNobodyGranted() {
    refused("access.not-found", Permissions.CONSOLE_VIEW, HERE, LOBBY);
    assertThat(access.sees(caller(), HERE)).isFalse();
  }

  @Test
  void allowsWhatWasGrantedOnThatInstanceOnly() {
    grant("lobby", Permissions.CONSOLE_VIEW, Permissions.INSTANCES_VIEW);
    access.require(caller(), Permissions.CONSOLE_VIEW, HERE, LOBBY);
    refused("access.denied", Permissions.CONSOLE_INPUT, HERE, LOBBY);
    refused("access.not-found", Permissions.CONSOLE_VIEW, HERE, OTHER);
    refused("access.not-found", Permissions.CONSOLE_VIEW, THERE, LOBBY);
    assertThat(access.sees(caller(), HERE)).isTrue();
    assertThatThrownBy(() -> access.require(caller(), Permissions.INSTANCES_VIEW, HERE))
        .hasMessageContaining("instances.view");
    assertThat(access.requireSome(caller(), Permissions.INSTANCES_VIEW, HERE))
        .isEqualTo(InstanceScope.only(Set.of(LOBBY)));
    assertThatThrownBy(() -> access.requireSome(caller(), Permissions.FILES_READ, HERE))
        .hasMessageContaining("files.read");
  }

  @Test
  void allowsWhatWasGrantedOnTheWholeDaemonOnEachInstance() {
    grant("*", Permissions.CONSOLE_VIEW, Permissions.HOST_VIEW);
    grant("lobby", Permissions.CONSOLE_INPUT);
    access.require(caller(), Permissions.HOST_VIEW, HERE);
    access.require(caller(), Permissions.CONSOLE_VIEW, HERE, LOBBY);
    access.require(caller(), Permissions.CONSOLE_INPUT, HERE, LOBBY);
    access.require(caller(), Permissions.CONSOLE_VIEW, HERE, OTHER);
    refused("access.denied", Permissions.CONSOLE_INPUT, HERE, OTHER);
    assertThat(access.requireSome(caller(), Permissions.CONSOLE_VIEW, HERE))
        .isEqualTo(InstanceScope.all());
  }

  @Test
  void aKeyTakesAwayAndNeverAdds() {
    grant("lobby", Permissions.CONSOLE_VIEW, Permissions.FILES_READ);
    Caller key =
        caller(PermissionScope.only(Set.of(Permissions.CONSOLE_VIEW, Permissions.CONSOLE_INPUT)));
    assertThat(access.allows(key, Permissions.CONSOLE_VIEW, HERE, LOBBY)).isTrue();
    assertThat(access.allows(key, Permissions.CONSOLE_INPUT, HERE, LOBBY)).isFalse();
    assertThat(access.allows(key, Permissions.FILES_READ, HERE, LOBBY)).isFalse();
  }

  @Test
  void takesBackWhatWasGranted() {
    grant("lobby", Permissions.CONSOLE_VIEW);
    grant("lobby", Permissions.FILES_READ);
    refused("access.denied", Permissions.CONSOLE_VIEW, HERE, LOBBY);
    String path = "/users/" + ann + "/grants/here/lobby";
    assertThat(admin.delete(path).status()).isEqualTo(204);
    refused("access.not-found", Permissions.FILES_READ, HERE, LOBBY);
    assertThat(admin.delete(path).code()).isEqualTo("grant.unknown");
  }

  @Test
  void listsToTheAdministratorAndToOneself() {
    grant("*", Permissions.HOST_VIEW);
    Client self = panel.stranger().signIn("ann", TestPanel.PASSWORD);
    for (Client client : List.of(admin, self)) {
      Answer answer = client.get("/users/" + ann + "/grants");
      assertThat(answer.json().toString())
          .isEqualTo(
              "{\"items\":[{\"daemon\":\"here\",\"instance\":\"*\","
                  + "\"permissions\":[\"host.view\"]}],\"next\":null}");
    }
    String other = panel.person("bob");
    assertThat(self.get("/users/" + other + "/grants").status()).isEqualTo(403);
    assertThat(
            self.put(
                    "/users/" + ann + "/grants/here/*",
                    Map.of("permissions", List.of("console.view")))
                .status())
        .isEqualTo(403);
  }

  @Test
  void refusesWhatCannotBeGranted() {
    for (List<String> wrong :
        List.of(List.of("console.wiew"), List.<String>of(), List.of("users.manage"))) {
      Answer answer =
          admin.put("/users/" + ann + "/grants/here/lobby", Map.of("permissions", wrong));
      assertThat(answer.status()).as("%s", wrong).isEqualTo(400);
      assertThat(answer.text("field")).isEqualTo("permissions");
    }
    Map<String, ?> right = Map.of("permissions", List.of("console.view"));
    assertThat(admin.put("/users/" + ann + "/grants/here/a b", right).status()).isEqualTo(400);
    assertThat(admin.put("/users/nobody/grants/here/lobby", right).code())
        .isEqualTo("user.unknown");
  }
}
