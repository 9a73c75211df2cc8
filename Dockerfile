# The gateway in a container: build the jar first (./mvnw -DskipTests package).
FROM eclipse-temurin:25-jre
RUN useradd --system --create-home --home-dir /srv/priyomnaya priyomnaya
WORKDIR /srv/priyomnaya
COPY target/priyomnaya.jar priyomnaya.jar
COPY routes routes
RUN mkdir data && chown -R priyomnaya data
USER priyomnaya
VOLUME /srv/priyomnaya/data
EXPOSE 8080
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-jar", "priyomnaya.jar"]
