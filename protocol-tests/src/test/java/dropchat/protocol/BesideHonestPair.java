package dropchat.protocol;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * While the tests of this class do their worst, two honest peers exchange signals on the same node. The class fails if
 * they notice anything.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(HonestPair.class)
@interface BesideHonestPair {}
