# The simulator as a container image. Its jar is the build's:
#   mvn -DskipTests package -pl dertwin-runtime -am && docker build -t dertwin/dertwin-runtime:0.1.0-SNAPSHOT .
ARG BASE_IMAGE=eclipse-temurin:25-jre
FROM ${BASE_IMAGE}

ARG VERSION=0.1.0-SNAPSHOT
LABEL org.opencontainers.image.title="DER Twin" \
      org.opencontainers.image.description="Simulated energy hardware for CI pipelines" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.licenses="Apache-2.0"

COPY dertwin-runtime/target/dertwin.jar /app/dertwin.jar
COPY configs/simple.json /app/configs/site.json

ENV CONFIG_PATH=/app/configs/site.json \
    DERTWIN_BIND=0.0.0.0 \
    DERTWIN_CONTROL_BIND=0.0.0.0 \
    DERTWIN_READY_FILE=/tmp/dertwin-ready.json

# Control channel
EXPOSE 55000

USER 1000:1000
WORKDIR /app

HEALTHCHECK --interval=5s --timeout=3s --start-period=30s \
    CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", "/app/dertwin.jar", "io.dertwin.runtime.cli.HealthCheck"]

ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", "/app/dertwin.jar"]
CMD ["run"]
