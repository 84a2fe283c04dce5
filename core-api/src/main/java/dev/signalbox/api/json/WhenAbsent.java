package dev.signalbox.api.json;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives a component the value that it has where the JSON leaves it out or says {@code null}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface WhenAbsent {
  /** Returns the value as JSON; {@code null} only for a component that is {@code @Nullable}. */
  String value();
}
