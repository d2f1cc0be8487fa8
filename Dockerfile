# One image for every role: docker compose up --build. Every stage's base is a public one; nothing else is downloaded
# but what the lock files and the pom name.

FROM node:22 AS page
WORKDIR /dropchat
COPY signaling-node/country signaling-node/country
RUN cd signaling-node/country && npm ci
COPY webclient/package.json webclient/package-lock.json webclient/.npmrc webclient/
RUN cd webclient && npm ci
COPY webclient webclient
RUN cd webclient && npm run build

FROM maven:3.9-eclipse-temurin-25 AS jar
WORKDIR /dropchat
COPY . .
COPY --from=page /dropchat/webclient/dist webclient/dist
COPY --from=page /dropchat/signaling-node/country/node_modules signaling-node/country/node_modules
RUN --mount=type=cache,target=/root/.m2 \
  mvn --batch-mode --no-transfer-progress -Dexec.skip -Dmaven.test.skip -Dspotless.check.skip -pl signaling-node,bench -am package

# A Java with what DropChat and Hazelcast use of it, and no more: half the size.
FROM eclipse-temurin:25-jdk AS java
# Where a JDK's certificates are a link to the system's, jlink wants something to be there.
RUN mkdir -p /etc/ssl/certs/java && touch /etc/ssl/certs/java/cacerts
RUN jlink --add-modules java.se,jdk.unsupported,jdk.management --strip-java-debug-attributes --no-header-files --no-man-pages \
  --compress zip-6 --output /java

FROM debian:bookworm-slim
ENV PATH=/java/bin:$PATH LANG=C.UTF-8
COPY --from=java /java /java
WORKDIR /dropchat
COPY config/jvm.options config/ready ./
COPY --from=jar /dropchat/signaling-node/target/dropchat.jar ./
# What the JVM has learnt when it has joined another one and served a crowd (JEP 483, JEP 515) makes later starts quick.
# It is only good for this very JVM, jar and path, so it is made here.
RUN --mount=type=bind,from=jar,source=/dropchat/bench/target/bench.jar,target=/bench.jar --mount=type=tmpfs,target=/tmp \
  java -jar /bench.jar train --server dropchat.jar --jvm-options jvm.options --results /tmp --cache dropchat.aot \
  || { cat /tmp/start.log; exit 1; }
# nobody
USER 65534:65534
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-XX:AOTCache=dropchat.aot", "-XX:MaxRAMPercentage=50", "@jvm.options", "-jar", "dropchat.jar"]
