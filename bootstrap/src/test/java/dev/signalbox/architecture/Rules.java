package dev.signalbox.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Optional;

/**
 * The rules that hold below one root package: the library's own, or the one of the seeded faults,
 * which is laid out alike.
 */
final class Rules {
  private static final String GUICE = "com.google.inject..";
  private static final String INJECT = "jakarta.inject.Inject";
  private static final String GUICE_INJECT = "com.google.inject.Inject";

  private final String api;
  private final String daemon;
  private final String panel;
  private final String netty;
  private final String undertow;
  private final String bootstrap;
  private final String root;

  Rules(String root) {
    this.root = root;
    this.api = root + ".api";
    this.daemon = root + ".daemon";
    this.panel = root + ".panel";
    this.netty = root + ".transport.netty";
    this.undertow = root + ".transport.undertow";
    this.bootstrap = root + ".bootstrap";
  }

  List<Rule> all() {
    return List.of(
        coreApiStandsAlone(),
        panelKnowsNoDaemon(),
        daemonKnowsNoPanel(),
        transportsKnowCoreApiOnly(),
        nothingNamesATransport(),
        nettyStaysInItsModule(),
        undertowStaysInItsModule(),
        guiceOnlyWires(),
        filesAreReachedInFewPlaces(),
        processesAreStartedByTheKeeper(),
        noShellReadsAString(),
        packagesAreFreeOfCycles(),
        packagesAreNullMarked(),
        fieldsAreNotInjected(),
        settersAreNotInjected(),
        staticFieldsAreFinal(),
        standardStreamsAreTheHosts(),
        theHostEndsTheJvm(),
        noShutdownHook(),
        failuresHaveATypeOfTheirOwn(),
        optionalsAreNotStored(),
        optionalsAreNotTaken(),
        methodsAreNotSynchronized(),
        publicTypesOfTheCoresArePromises(),
        namesSayHow());
  }

  private Rule coreApiStandsAlone() {
    return Rule.of(
        "core-api depends on the JDK, jspecify, slf4j and Gson alone",
        classes()
            .that()
            .resideInAPackage(api + "..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                api + "..",
                "java..",
                "javax..",
                "org.jspecify..",
                "org.slf4j..",
                "com.google.gson..")
            .because("whoever writes a transport or a plugin gets these and nothing else"),
        "LeansOnPanel");
  }

  private Rule panelKnowsNoDaemon() {
    return Rule.of(
        "panel-core knows nothing of daemon-core",
        noClasses()
            .that()
            .resideInAPackage(panel + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(daemon + "..", bootstrap + "..")
            .because("the link is all that they share, in one JVM as between two"),
        "AsksDaemon");
  }

  private Rule daemonKnowsNoPanel() {
    return Rule.of(
        "daemon-core knows nothing of panel-core",
        noClasses()
            .that()
            .resideInAPackage(daemon + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(panel + "..", bootstrap + "..")
            .because("a daemon works on when the panel is away"),
        "AsksPanel");
  }

  private Rule transportsKnowCoreApiOnly() {
    return Rule.of(
        "a transport knows of core-api only",
        noClasses()
            .that()
            .resideInAPackage(root + ".transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(daemon + "..", panel + "..", bootstrap + "..")
            .because("a transport is a translator: what it serves is a function"),
        "ServesPanel");
  }

  private Rule nothingNamesATransport() {
    return Rule.of(
        "nothing outside a transport names one",
        noClasses()
            .that()
            .resideOutsideOfPackage(root + ".transport..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(root + ".transport..")
            .because("transports come by ServiceLoader or from whoever embeds us"),
        "PicksTransport");
  }

  private Rule nettyStaysInItsModule() {
    return Rule.of(
        "Netty stays in transport-netty",
        noClasses()
            .that()
            .resideOutsideOfPackage(netty + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..")
            .because("a transport can be left out or replaced"),
        "UsesNetty");
  }

  private Rule undertowStaysInItsModule() {
    return Rule.of(
        "Undertow stays in transport-undertow",
        noClasses()
            .that()
            .resideOutsideOfPackage(undertow + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..", "org.xnio..")
            .because("a transport can be left out or replaced"),
        "UsesUndertow");
  }

  private Rule guiceOnlyWires() {
    return Rule.of(
        "Guice is seen by modules, binders and bootstrap",
        noClasses()
            .that()
            .resideOutsideOfPackage(bootstrap + "..")
            .and(not(Kinds.NAMED_MODULE_OR_BINDER))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(GUICE)
            .because("every class can be made by hand, from its constructor"),
        "WiresItself");
  }

  private Rule filesAreReachedInFewPlaces() {
    return Rule.of(
        "daemon-core reaches files in the file, store, console, event, keeper and identity packages",
        noClasses()
            .that()
            .resideInAPackage(daemon + "..")
            .and()
            .resideOutsideOfPackages(
                daemon + ".file..",
                daemon + ".store..",
                daemon + ".console..",
                daemon + ".event..",
                daemon + ".keeper..",
                daemon + ".identity..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.File")
            .because(
                "a path that a person names is walked in one audited class; the others hold paths of"
                    + " our own making, and transfers go through the file package"),
        "ReadsFiles");
  }

  private Rule processesAreStartedByTheKeeper() {
    return Rule.of(
        "processes are started in the keeper package",
        noClasses()
            .that()
            .resideOutsideOfPackage(daemon + ".keeper..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder")
            .orShould()
            .callMethodWhere(Kinds.RUNTIME_EXEC)
            .because("what a child inherits and as whom it runs is decided in one place"),
        "StartsProcess",
        "AsksAShell");
  }

  private Rule noShellReadsAString() {
    return Rule.of(
        "no shell is given a string to read",
        classes()
            .that()
            .resideOutsideOfPackage(daemon + ".keeper..")
            .should(new NoShellStrings())
            .because("argv only: what a person typed is never parsed by a shell"),
        "AsksAShell");
  }

  private Rule packagesAreFreeOfCycles() {
    return Rule.of(
        "packages are free of cycles",
        slices()
            .assignedFrom(Kinds.byPackage(root))
            .should()
            .beFreeOfCycles()
            .because("a feature can be read, tested and removed by itself"),
        "Left",
        "Right");
  }

  private Rule packagesAreNullMarked() {
    return Rule.of(
        "every package is @NullMarked",
        classes()
            .that()
            .resideInAPackage(root + "..")
            .should(Kinds.LIE_IN_A_NULL_MARKED_PACKAGE)
            .because("NullAway looks at marked packages only"),
        "Unmarked");
  }

  private Rule fieldsAreNotInjected() {
    return Rule.of(
        "no field is injected",
        noFields()
            .should()
            .beAnnotatedWith(INJECT)
            .orShould()
            .beAnnotatedWith(GUICE_INJECT)
            .because("a constructor tells what a class needs, and its fields are final"),
        "InjectsField");
  }

  private Rule settersAreNotInjected() {
    return Rule.of(
        "no method is injected",
        noMethods()
            .should()
            .beAnnotatedWith(INJECT)
            .orShould()
            .beAnnotatedWith(GUICE_INJECT)
            .because("a constructor tells what a class needs, and its fields are final"),
        "InjectsSetter");
  }

  private Rule staticFieldsAreFinal() {
    return Rule.of(
        "no static field changes",
        fields()
            .that()
            .areStatic()
            .should()
            .beFinal()
            .because("several panels and daemons live in one JVM"),
        "CountsForAll");
  }

  private Rule standardStreamsAreTheHosts() {
    return Rule.of(
        "nothing is printed",
        noClasses()
            .should(ACCESS_STANDARD_STREAMS)
            .because("the streams belong to the program that embeds us"),
        "Prints");
  }

  private Rule theHostEndsTheJvm() {
    return Rule.of(
        "nothing ends the JVM",
        noClasses()
            .should()
            .callMethodWhere(Kinds.ENDS_THE_JVM)
            .because("that is for the program that embeds us"),
        "Exits");
  }

  private Rule noShutdownHook() {
    return Rule.of(
        "no shutdown hook is installed",
        noClasses()
            .should()
            .callMethod(Runtime.class, "addShutdownHook", Thread.class)
            .because("whoever starts a panel or a daemon stops it"),
        "HooksShutdown");
  }

  private Rule failuresHaveATypeOfTheirOwn() {
    return Rule.of(
        "no bare exception is thrown",
        noClasses()
            .should()
            .callConstructorWhere(Kinds.MAKES_A_BARE_EXCEPTION)
            .because("a caller can act on a code or on a type, and on a sentence it cannot"),
        "ThrowsBare");
  }

  private Rule optionalsAreNotStored() {
    return Rule.of(
        "no field is an Optional",
        noFields()
            .should()
            .haveRawType(Optional.class)
            .because("Optional is for returning: a field is @Nullable"),
        "StoresOptional");
  }

  private Rule optionalsAreNotTaken() {
    return Rule.of(
        "no parameter is an Optional",
        noCodeUnits()
            .that(Kinds.WRITTEN_BY_HAND)
            .should()
            .haveRawParameterTypes(Kinds.AN_OPTIONAL)
            .because("Optional is for returning: a parameter is @Nullable"),
        "TakesOptional",
        "MadeOfOptional");
  }

  private Rule methodsAreNotSynchronized() {
    return Rule.of(
        "no method is synchronized",
        noMethods()
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED)
            .because("a virtual thread that blocks in a monitor holds its carrier before JDK 24"),
        "Synchronizes");
  }

  private Rule publicTypesOfTheCoresArePromises() {
    return Rule.of(
        "public types of the cores are interfaces, records, enums, modules, binders and routes",
        classes()
            .that(resideInAnyPackage(panel + "..", daemon + ".."))
            .and()
            .areTopLevelClasses()
            .and()
            .arePublic()
            .should(Kinds.BE_A_PROMISE)
            .because("what is published is hard to take back: publish the interface"),
        "PublicWork");
  }

  private Rule namesSayHow() {
    return Rule.of(
        "names say what a type does",
        noClasses()
            .should()
            .haveNameMatching(
                ".*[.$](Default[A-Z][^.$]*|[^.$]*(Impl|Manager|Helper|Helpers|Utils?))")
            .because("an implementation is named for how it does it"),
        "UserImpl",
        "DefaultUser",
        "UserManager",
        "UserHelper",
        "UserUtils");
  }
}
