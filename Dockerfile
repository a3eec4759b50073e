# Builds the project once; the Flink image takes the job's jar, the tools image the saec command.
FROM maven:3.9.9-eclipse-temurin-17 AS build
WORKDIR /saec
COPY . .
RUN mvn -B -ntp -Dmaven.test.skip=true -pl cli -am package

FROM flink:2.3.0-java17 AS flink
COPY --from=build /saec/job/target/saec-job-*-flink.jar /opt/flink/usrlib/saec-job.jar
COPY deploy/saec.yaml deploy/start-job.sh /opt/saec/
RUN mkdir -p /opt/flink/state && chown flink:flink /opt/flink/state

FROM eclipse-temurin:17-jre AS tools
WORKDIR /saec
COPY --from=build /saec/cli/target/lib lib
COPY --from=build /saec/cli/target/saec-cli-*.jar lib/
COPY --from=build /saec/cli/target/lib-rocksdb lib-rocksdb
COPY deploy/saec.yaml deploy/saec.sh ./
# For a volume: what lookup and serve keep with --store view.
RUN mkdir view && chown 1000 view
USER 1000
ENTRYPOINT ["/saec/saec.sh"]
