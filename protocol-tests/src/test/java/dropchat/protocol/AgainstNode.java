package dropchat.protocol;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The tests of this class run against one real process, taken as a {@link Node} parameter. With no options it is the one
 * that all such classes share; with options the class has its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Nodes.class)
@interface AgainstNode {
  String[] value() default {};
}
