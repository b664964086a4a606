# The simulator as a container image. Its jar is the build's:
#   mvn -DskipTests package -pl dertwin-runtime -am && docker build -t dertwin/dertwin-runtime:0.1.0-SNAPSHOT .
# Any base with a Java runtime from 17 on will do, on any processor.
ARG BASE_IMAGE=eclipse-temurin:25-jre
FROM ${BASE_IMAGE}

COPY dertwin-runtime/target/dertwin.jar /app/dertwin.jar
COPY configs/ /app/configs/
COPY configs/simple.json /app/configs/site.json
WORKDIR /app

# What this JVM needs to start fast, and how it is told: /app/java.options
RUN ["java", "-XX:-UsePerfData", "-jar", "dertwin.jar", "archive", "/app"]

# The ready file is where a read-only root file system can be written, too
ENV CONFIG_PATH=/app/configs/site.json \
    DERTWIN_BIND=0.0.0.0 \
    DERTWIN_CONTROL_BIND=0.0.0.0 \
    DERTWIN_READY_FILE=/dev/shm/dertwin-ready.json

# Control channel
EXPOSE 55000

# Any other user does as well
USER 1000:1000

HEALTHCHECK --interval=5s --timeout=3s --start-period=30s \
    CMD ["java", "@/app/java.options", "-cp", "/app/dertwin.jar", "io.dertwin.runtime.cli.HealthCheck"]

ENTRYPOINT ["java", "@/app/java.options", "-jar", "/app/dertwin.jar"]
CMD ["run"]

# Last, for they change with every build
ARG BASE_IMAGE
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=""
ARG CREATED=""
LABEL org.opencontainers.image.title="DER Twin" \
      org.opencontainers.image.description="Simulated energy hardware for CI pipelines" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.vendor="DER Twin" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="${BASE_IMAGE}"
