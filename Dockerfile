# The gateway in a container: build the jar first (./mvnw -DskipTests package). The classes are unpacked and a start is rehearsed
# (AOT cache, JDK 25), so that a container starts in two thirds of the time; see docs/operations.md.
FROM eclipse-temurin:25-jre AS built
RUN useradd --system --uid 10001 --create-home --home-dir /srv/priyomnaya priyomnaya
WORKDIR /srv/priyomnaya
USER 10001
COPY target/priyomnaya.jar priyomnaya-whole.jar
RUN java -Djarmode=tools -jar priyomnaya-whole.jar extract --destination extracted \
 && mv extracted/lib lib && mv extracted/priyomnaya-whole.jar priyomnaya.jar && rm -r extracted priyomnaya-whole.jar
COPY routes routes
RUN java -XX:AOTCacheOutput=priyomnaya.aot -Dspring.context.exit=onRefresh -Dpriyomnaya.home=rehearsal -jar priyomnaya.jar \
 && rm -rf rehearsal

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --create-home --home-dir /srv/priyomnaya priyomnaya
WORKDIR /srv/priyomnaya
COPY --from=built /srv/priyomnaya .
RUN mkdir -p data && chown -R priyomnaya data routes
USER 10001
VOLUME /srv/priyomnaya/data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080; printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3; grep -q '\"UP\"' <&3"]
ENTRYPOINT ["java", "-XX:AOTCache=priyomnaya.aot", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "priyomnaya.jar"]
