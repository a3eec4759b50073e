#!/bin/sh
# The saec command of the tools image.
set -eu
home=$(cd "$(dirname "$0")" && pwd -P)

# Flink's RocksDB and the one that a view is kept in have the same class names: a process has one.
libraries="$home/lib/*"
for argument in "$@"; do
  case $argument in
    --store | --store=*)
      libraries="$(find "$home/lib" -name '*.jar' ! -name 'frocksdbjni-*' | tr '\n' ':')$home/lib-rocksdb/*"
      ;;
  esac
done
exec java --add-modules jdk.incubator.vector -Dsaec.log=/tmp/saec.log -cp "$libraries" io.saec.cli.Saec "$@"
