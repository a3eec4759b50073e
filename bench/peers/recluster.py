"""k-means of FAISS and scikit-learn over the problems of `./saec bench recluster`.

usage: recluster.py DIRECTORY RESULT

DIRECTORY has a directory for each problem, with problem.json (its shape), points.f32, weights.f64 and
start.f32, raw, little-endian and row-major. Every peer makes the same number of Lloyd's iterations over the
same weighted points from the same start, on one thread. RESULT becomes a list of
{"peer", "problem", "what", "seconds": [...]}.
"""

import json
import sys
import time
import warnings
from pathlib import Path

try:
    import numpy as np
except ImportError:
    np = None

# A run of more operations than this is timed once, not five times.
LARGE = 1e11
RUNS = 5


def seconds_of(run, runs):
    seconds = []
    for _ in range(runs):
        begin = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - begin)
    return seconds


def with_faiss(shape, points, weights, start):
    import faiss

    faiss.omp_set_num_threads(1)

    def run():
        # FAISS would draw a sample of the points, and warn of small clusters, if it were not told.
        kmeans = faiss.Kmeans(
            shape["dim"],
            shape["k"],
            niter=shape["iterations"],
            max_points_per_centroid=shape["n"],
            min_points_per_centroid=1,
        )
        kmeans.train(points, weights=weights.astype(np.float32), init_centroids=start)

    return "faiss " + faiss.__version__, run


def with_sklearn(shape, points, weights, start):
    import sklearn
    from sklearn.cluster import KMeans

    def run():
        KMeans(
            n_clusters=shape["k"],
            init=start,
            n_init=1,
            max_iter=shape["iterations"],
            tol=0,
            algorithm="lloyd",
        ).fit(points, sample_weight=weights)

    return "scikit-learn " + sklearn.__version__, run


def measure(problem):
    shape = json.loads((problem / "problem.json").read_text())["shape"]
    points = np.fromfile(problem / "points.f32", "<f4").reshape(shape["n"], shape["dim"])
    weights = np.fromfile(problem / "weights.f64", "<f8")
    start = np.fromfile(problem / "start.f32", "<f4").reshape(shape["k"], shape["dim"])
    runs = 1 if shape["n"] * shape["k"] * shape["dim"] > LARGE / 2 else RUNS
    for peer in (with_faiss, with_sklearn):
        try:
            name, run = peer(shape, points, weights, start)
        except ImportError as missing:
            print(f"peers: {missing}", file=sys.stderr)
            continue
        seconds = seconds_of(run, runs)
        print(f"{problem.name}, {name}: {min(seconds):.3f} s", file=sys.stderr)
        yield {"peer": name, "problem": problem.name, "what": "full", "seconds": seconds}


def main(directory, result):
    rows = []
    if np is None:
        print("peers: no numpy (Debian: python3-numpy)", file=sys.stderr)
    else:
        # That the last iteration was not the end is meant so.
        warnings.filterwarnings("ignore")
        for shape in sorted(Path(directory).glob("*/problem.json")):
            # Brute force does not mind how points lie; what the others are not compared with is left out.
            if not shape.parent.name.endswith("-hierarchical"):
                rows.extend(measure(shape.parent))
    Path(result).write_text(json.dumps(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
