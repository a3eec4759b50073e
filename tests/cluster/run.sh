#!/usr/bin/env bash
# The shaded job jar on a real Flink of several processes: a broker, a session cluster with two task
# managers, the job as `flink run` submits it, a feed, and a comparison of what a serving host sees
# with what the topics hold. All on 127.0.0.1 at free ports; exit code 0 if all is well.
#
#   run.sh [--seconds N] [--rate N] [--events FILE] [--kill] [--keep]
#
#   --seconds N    feed made-up events for so long (default 30); a file is compressed to so long
#                  (default: as fast as Kafka takes it)
#   --rate N       made-up records a second, four events each (default 2000)
#   --events FILE  feed a labelled TSV, plain or .gz: columns ts, label, then one a field
#   --kill         end one task manager with kill -9 in mid-stream, and start another
#   --keep         leave the directory with configuration and logs
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
home=$(cd "$here/../.." && pwd -P)
started=$SECONDS

fail() {
  printf 'run.sh: %s\n' "$1" >&2
  exit 1
}

seconds='' rate=2000 events='' kill='' keep=''
while [ $# -gt 0 ]; do
  case $1 in
    --seconds | --rate | --events)
      [ $# -gt 1 ] || fail "$1 needs a value"
      declare "${1#--}=$2"
      shift 2
      ;;
    --kill | --keep)
      declare "${1#--}=yes"
      shift
      ;;
    *) fail "'$1' is not one of --seconds, --rate, --events, --kill, --keep" ;;
  esac
done
[ -z "$events" ] || [ -r "$events" ] || fail "--events: $events cannot be read"
[ -n "$events" ] || seconds=${seconds:-30}

java=java
[ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java

# ---- what it needs ----

"$home/saec" help > /dev/null
lib=$here/target/lib
if [ ! -d "$lib" ] || [ "$here/pom.xml" -nt "$lib" ]; then
  mvn -q -B -f "$here/pom.xml" package
  touch "$lib"
fi
jar=$(find "$home/job/target" -maxdepth 1 -name 'saec-job-*-flink.jar' | head -n 1)
[ -n "$jar" ] || fail "no shaded job jar in job/target"
if compgen -G "$lib/saec-*" > /dev/null; then
  fail "the cluster's class path has the job's own classes"
fi

# ---- processes ----

dir=$(mktemp -d)
pids=()
clean() {
  local status=$?
  for pid in "${pids[@]}"; do kill -9 "$pid" 2> /dev/null || true; done
  wait 2> /dev/null || true
  if [ -n "$keep" ]; then
    printf 'Left in %s\n' "$dir"
  else
    if [ "$status" -ne 0 ]; then tail -n 5 "$dir"/*.out >&2 || true; fi
    rm -rf "$dir"
  fi
}
trap clean EXIT
trap 'exit 130' INT TERM

free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 30000))
    (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null || break
  done
  printf '%s' "$port"
}

# Waits for a command to succeed, so many seconds at most.
await() {
  local what=$1 limit=$((SECONDS + $2))
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$limit" ] || fail "waited in vain for $what"
    sleep 1
  done
}

opens=(--add-modules jdk.incubator.vector --add-opens java.base/java.util=ALL-UNNAMED --add-opens java.base/java.lang=ALL-UNNAMED
  --add-opens java.base/java.nio=ALL-UNNAMED)
export SAEC_LOG=$dir/saec.log

# What the broker, and after it the cluster, run in the background.
spawn() {
  local name=$1
  shift
  : > "$dir/$name.out"
  "$@" > "$dir/$name.out" 2>&1 &
  pids+=("$!")
}

spawn broker "$java" -Xmx512m "-Dsaec.log=$dir/broker.log" \
  -cp "$(find "$home/cli/target" -maxdepth 1 -name 'saec-cli-*.jar' | head -n 1):$home/cli/target/lib/*" \
  io.saec.cli.broker.EmbeddedBroker "$dir/kafka" 0
await "the broker" 60 grep -q '^ready' "$dir/broker.out"
kafka=$(sed -n 's/^ready //p' "$dir/broker.out")

rest=$(free_port)
rpc=$(free_port)
mkdir "$dir/conf"
cat > "$dir/conf/config.yaml" << END
jobmanager.rpc.address: 127.0.0.1
jobmanager.rpc.port: $rpc
jobmanager.bind-host: 127.0.0.1
rest.address: 127.0.0.1
rest.bind-address: 127.0.0.1
rest.port: $rest
blob.server.port: 0
taskmanager.host: 127.0.0.1
taskmanager.bind-host: 127.0.0.1
taskmanager.numberOfTaskSlots: 2
taskmanager.cpu.cores: 2.0
taskmanager.memory.framework.heap.size: 128m
taskmanager.memory.framework.off-heap.size: 128m
taskmanager.memory.task.heap.size: 384m
taskmanager.memory.task.off-heap.size: 0m
taskmanager.memory.network.min: 64m
taskmanager.memory.network.max: 64m
taskmanager.memory.managed.size: 256m
taskmanager.memory.jvm-metaspace.size: 256m
taskmanager.memory.jvm-overhead.min: 192m
taskmanager.memory.jvm-overhead.max: 192m
io.tmp.dirs: $dir/tmp
execution.checkpointing.dir: file://$dir/checkpoints
heartbeat.interval: 1000
heartbeat.timeout: 8000
metrics.fetcher.update-interval: 1000
END
cat > "$dir/conf/log4j2.xml" << END
<Configuration status="error">
  <Appenders>
    <Console name="out"><PatternLayout pattern="%d{ISO8601} %-5p %c{1.} %m%n"/></Console>
  </Appenders>
  <Loggers>
    <Root level="info"><AppenderRef ref="out"/></Root>
    <Logger name="org.apache.kafka" level="warn"/>
  </Loggers>
</Configuration>
END
mkdir "$dir/tmp"
log=-Dlog4j2.configurationFile=$dir/conf/log4j2.xml

spawn jobmanager "$java" "${opens[@]}" -Xmx512m "$log" -cp "$lib/*" \
  org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint --configDir "$dir/conf"
task_manager() {
  spawn "$1" "$java" "${opens[@]}" -Xms512m -Xmx512m -XX:MaxDirectMemorySize=192m \
    -XX:MaxMetaspaceSize=256m "$log" -cp "$lib/*" \
    org.apache.flink.runtime.taskexecutor.TaskManagerRunner --configDir "$dir/conf"
}
task_manager taskmanager-1
victim=${pids[-1]}
task_manager taskmanager-2

# One answer of the REST endpoint, as text.
ask() { curl -sf --max-time 10 "http://127.0.0.1:$rest$1"; }
# A number in it, by name.
number() { ask "$1" | grep -oE "\"$2\":[0-9]+" | head -n 1 | grep -oE '[0-9]+$' || echo 0; }
has_slots() { [ "$(number /overview slots-total)" -ge 4 ]; }
await "two task managers" 90 has_slots

# ---- the job ----

config=$dir/saec.yaml
{
  printf 'kafka.bootstrap-servers: %s\n' "$kafka"
  if [ -n "$events" ]; then
    gzip -cdf "$events" | awk -F '\t' '
      NR == 1 { for (i = 3; i <= NF; i++) printf "fields.%s.dimension: 17\n", $i; next }
      NR == 2 { first = last = $1 }
      { if ($1 < first) first = $1; if ($1 > last) last = $1
        if (last - $1 > disorder) disorder = last - $1 }
      END {
        unit = last < 100000000000 ? 1 : 1000
        slide = int((last - first) / unit / 400) + 1
        printf "window.slide: %d s\nwindow.width: %d s\n", slide, 30 * slide
        printf "reclustering.interval: %d s\n", 14 * slide
        printf "events.out-of-orderness: %d s\n", int(disorder / unit) + 1
      }'
  else
    cat << END
fields:
  user: {dimension: 16}
  item: {dimension: 16}
  tag: {dimension: 8}
  city: {dimension: 8}
window.slide: 2 s
window.width: 20 s
reclustering.interval: 10 s
events.out-of-orderness: 3 s
END
  fi
  cat << END
events.idle-after: 0 s
topics.partitions: 4
shards: 32
flink:
  parallelism.default: 4
  execution.checkpointing.interval: 3 s
  restart-strategy.type: fixed-delay
  restart-strategy.fixed-delay.attempts: 100
  restart-strategy.fixed-delay.delay: 1 s
END
} > "$config"

FLINK_CONF_DIR=$dir/conf "$java" --add-opens java.base/java.util=ALL-UNNAMED "$log" -cp "$lib/*" \
  org.apache.flink.client.cli.CliFrontend run -d -c io.saec.job.SaecJob "$jar" --config "$config" \
  > "$dir/submit.out" 2>&1 || fail "the job was not submitted"
job=$(sed -n 's/.*JobID \([0-9a-f]\{32\}\).*/\1/p' "$dir/submit.out" | head -n 1)
[ -n "$job" ] || fail "the client named no job"
completed() { number "/jobs/$job/checkpoints" completed; }
has_checkpoint() { [ "$(completed)" -gt "$1" ]; }
await "a checkpoint" 90 has_checkpoint 0
printf 'Job %s runs; Kafka at %s, Flink at http://127.0.0.1:%s\n' "$job" "$kafka" "$rest"

# ---- the stream ----

feed=("$home/saec" feed --config "$config")
if [ -n "$events" ]; then feed+=(--events "$events"); else feed+=(--rate "$rate"); fi
[ -z "$seconds" ] || feed+=(--seconds "$seconds")
fed=$SECONDS
spawn feed "${feed[@]}"
feeder=${pids[-1]}
if [ -n "$kill" ]; then
  flows() { [ "$(number "/jobs/$job" write-records)" -gt 0 ]; }
  await "the first events" 120 flows
  await "a checkpoint in mid-stream" 120 has_checkpoint "$(($(completed) + 1))"
  kill -0 "$feeder" 2> /dev/null || fail "the feed ended before the kill: let it go on for longer"
  kill -9 "$victim"
  wait "$victim" 2> /dev/null || true
  printf 'Killed task manager %s with kill -9 after %s checkpoints\n' "$victim" "$(completed)"
  task_manager taskmanager-3
fi
wait "$feeder" || fail "the feed failed"
tr '\r' '\n' < "$dir/feed.out" | tail -n 1
"$home/saec" verify --config "$config" --timeout 900 --quiet 10
restarts=$(number "/jobs/$job/checkpoints" restored)
[ -z "$kill" ] || [ "$restarts" -gt 0 ] || fail "a task manager was killed and the job did not restart"
[ -n "$kill" ] || [ "$restarts" -eq 0 ] || fail "the job restarted $restarts times"
printf 'OK: %s checkpoints, %s restarts, %s s from the first event, %s s in all\n' \
  "$(completed)" "$restarts" "$((SECONDS - fed))" "$((SECONDS - started))"
