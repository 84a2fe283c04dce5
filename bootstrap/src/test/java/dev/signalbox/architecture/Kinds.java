package dev.signalbox.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The kinds of types, calls and members that the rules speak of. */
final class Kinds {
  private static final Set<String> ENDINGS = Set.of("exit", "halt");
  private static final Set<String> BARE =
      Set.of(
          "java.lang.Throwable",
          "java.lang.Error",
          "java.lang.Exception",
          "java.lang.RuntimeException");

  /**
   * Classes of functions over values that two features share: there is nothing to implement and
   * nothing to inject, so neither an interface nor a record would say more.
   */
  private static final Set<String> SHARED_FUNCTIONS =
      Set.of(
          "dev.signalbox.daemon.ticket.Admitted",
          "dev.signalbox.panel.relay.DaemonAnswers",
          "dev.signalbox.panel.ticket.PageOrigin",
          "dev.signalbox.panel.ticket.Ways");

  static final DescribedPredicate<JavaClass> NAMED_MODULE_OR_BINDER =
      DescribedPredicate.describe(
          "are, or lie in, a *Module or *Binder",
          type -> {
            String name = outermost(type).getSimpleName();
            return name.endsWith("Module") || name.endsWith("Binder");
          });

  static final DescribedPredicate<JavaMethodCall> RUNTIME_EXEC =
      DescribedPredicate.describe(
          "Runtime.exec", call -> callsMethodOf(call, Runtime.class, Set.of("exec")));

  static final DescribedPredicate<JavaMethodCall> ENDS_THE_JVM =
      DescribedPredicate.describe(
          "System.exit, Runtime.exit or Runtime.halt",
          call ->
              callsMethodOf(call, System.class, ENDINGS)
                  || callsMethodOf(call, Runtime.class, ENDINGS));

  static final DescribedPredicate<JavaConstructorCall> MAKES_A_BARE_EXCEPTION =
      DescribedPredicate.describe(
          "of a bare Exception, RuntimeException, Error or Throwable",
          call ->
              BARE.contains(call.getTargetOwner().getName())
                  // A type of its own calls the constructor of what it extends.
                  && !call.getOriginOwner().isAssignableTo(call.getTargetOwner().getName()));

  static final DescribedPredicate<JavaCodeUnit> WRITTEN_BY_HAND =
      DescribedPredicate.describe(
          "are written by hand", unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC));

  static final DescribedPredicate<List<JavaClass>> AN_OPTIONAL =
      DescribedPredicate.describe(
          "that have an Optional among them",
          types -> types.stream().anyMatch(type -> type.isEquivalentTo(Optional.class)));

  static final ArchCondition<JavaClass> LIE_IN_A_NULL_MARKED_PACKAGE =
      new ArchCondition<>("lie in a @NullMarked package") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
          events.add(
              new SimpleConditionEvent(
                  type, marked, type.getName() + " lies in a package that is not @NullMarked"));
        }
      };

  static final ArchCondition<JavaClass> BE_A_PROMISE =
      new ArchCondition<>("be an interface, a record, an enum, a *Module, *Binder or *Routes") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          events.add(
              new SimpleConditionEvent(
                  type, isPromise(type), type.getName() + " is a public class that does work"));
        }
      };

  private Kinds() {}

  /** Makes every package below a root a slice of its own. */
  static SliceAssignment byPackage(String root) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return type.getPackageName().startsWith(root)
            ? SliceIdentifier.of(type.getPackageName())
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "packages of " + root;
      }
    };
  }

  private static boolean isPromise(JavaClass type) {
    String name = type.getSimpleName();
    return type.isInterface()
        || type.isRecord()
        || type.isEnum()
        || name.endsWith("Module")
        || name.endsWith("Binder")
        || name.endsWith("Routes")
        || (SHARED_FUNCTIONS.contains(type.getName()) && hasOnlyFunctions(type));
  }

  private static boolean hasOnlyFunctions(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.FINAL)
        && type.getMembers().stream()
            .allMatch(
                member ->
                    member.getModifiers().contains(JavaModifier.STATIC)
                        || member.getModifiers().contains(JavaModifier.PRIVATE));
  }

  private static boolean callsMethodOf(JavaCall<?> call, Class<?> owner, Set<String> names) {
    return call.getTargetOwner().isEquivalentTo(owner) && names.contains(call.getName());
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(Kinds::outermost).orElse(type);
  }
}
