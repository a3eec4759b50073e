"""Exact nearest centroids by FAISS, over the codebooks of `./saec bench arrival`.

usage: arrival.py DIRECTORY RESULT

DIRECTORY has a directory for each codebook, with size.json, centroids.f32 and features.f32, raw, little-endian
and row-major. IndexFlatL2 is asked for one feature at a time and for 16, on one thread; the call from Python is
in the time, for a job would have a call into a library there too. RESULT becomes a list of
{"peer", "problem", "what", "seconds": [...]}, seconds of one feature.
"""

import json
import sys
import time
from pathlib import Path

try:
    import faiss
    import numpy as np
except ImportError as error:
    faiss = None
    missing = error

RUNS = 5
SECONDS = 0.5
TOGETHER = (1, 16)


def seconds_of(index, features, together):
    lots = [features[at : at + together] for at in range(0, len(features), together)]
    searched = 0
    begin = time.perf_counter()
    elapsed = 0.0
    while elapsed < SECONDS:
        for lot in lots:
            index.search(lot, 1)
        searched += len(features)
        elapsed = time.perf_counter() - begin
    return elapsed / searched


def measure(codebook):
    size = json.loads((codebook / "size.json").read_text())
    centroids = np.fromfile(codebook / "centroids.f32", "<f4").reshape(size["k"], size["dim"])
    features = np.fromfile(codebook / "features.f32", "<f4").reshape(-1, size["dim"])
    index = faiss.IndexFlatL2(size["dim"])
    index.add(centroids)
    for together in TOGETHER:
        seconds_of(index, features, together)
        seconds = [seconds_of(index, features, together) for _ in range(RUNS)]
        peer = "faiss " + faiss.__version__
        print(f"{codebook.name}, {together} at a time, {peer}: {1 / min(seconds):.0f}/s", file=sys.stderr)
        yield {"peer": peer, "problem": codebook.name, "what": str(together), "seconds": seconds}


def main(directory, result):
    rows = []
    if faiss is None:
        print(f"peers: {missing} (Debian: python3-faiss)", file=sys.stderr)
    else:
        faiss.omp_set_num_threads(1)
        for size in sorted(Path(directory).glob("*/size.json")):
            rows.extend(measure(size.parent))
    Path(result).write_text(json.dumps(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
