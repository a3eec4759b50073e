#!/usr/bin/env bash
# Starts the job's own cluster, going on from the last checkpoint of the volume where there is one.
set -euo pipefail
latest=$(find /opt/flink/state/checkpoints -name _metadata -printf '%T@ %h\n' 2> /dev/null | sort -n | tail -n 1 | cut -d' ' -f2-)
exec /docker-entrypoint.sh standalone-job ${latest:+--fromSavepoint "file://$latest"} \
  --job-classname io.saec.job.SaecJob --config /opt/saec/saec.yaml
