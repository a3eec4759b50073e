#!/usr/bin/env python3
"""Reads snapshots of Saec Stream: docs/snapshot-format.md in code. Python 3.8 or later, and numpy.

    snapshot_reader.py FILE              the header, as JSON
    snapshot_reader.py FILE - < NAMES    a line for each line: cluster id (-1: unknown), tab, the
                                         vector as float32, little-endian, in hexadecimal
Every checksum is verified first.
"""
import json
import mmap
import struct
import sys
import uuid

import numpy as np

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15
GROUP, SPREAD, BUCKET = 8, 6, 16
ENCODINGS = {1: "int8", 2: "fp16", 4: "fp32"}
SECTIONS = ("clusters", "scale", "centroids", "thresholds", "table")


class SnapshotError(Exception):
    """The file is no snapshot, or not a whole one."""


def check(holds, otherwise):
    if not holds:
        raise SnapshotError(otherwise)


# ---- hashes ----


def crc32c_table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


CRC32C = crc32c_table()


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = CRC32C[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


P1, P2, P3, P4, P5 = (
    0x9E3779B185EBCA87,
    0xC2B2AE3D27D4EB4F,
    0x165667B19E3779F9,
    0x85EBCA77C2B2AE63,
    0x27D4EB2F165667C5,
)


def rotate(value, bits):
    return (value << bits | value >> (64 - bits)) & MASK


def xxh64(data, seed):
    def round64(acc, lane):
        return rotate((acc + lane * P2) & MASK, 31) * P1 & MASK

    at, size = 0, len(data)
    if size >= 32:
        lanes = [(seed + P1 + P2) & MASK, (seed + P2) & MASK, seed, (seed - P1) & MASK]
        while at <= size - 32:
            words = struct.unpack_from("<4Q", data, at)
            lanes = [round64(acc, word) for acc, word in zip(lanes, words)]
            at += 32
        h = sum(rotate(acc, bits) for acc, bits in zip(lanes, (1, 7, 12, 18))) & MASK
        for acc in lanes:
            h = ((h ^ round64(0, acc)) * P1 + P4) & MASK
    else:
        h = (seed + P5) & MASK
    h = (h + size) & MASK
    while at <= size - 8:
        h = (rotate(h ^ round64(0, struct.unpack_from("<Q", data, at)[0]), 27) * P1 + P4) & MASK
        at += 8
    if at <= size - 4:
        h = (rotate(h ^ struct.unpack_from("<I", data, at)[0] * P1 & MASK, 23) * P2 + P3) & MASK
        at += 4
    for byte in data[at:]:
        h = rotate(h ^ byte * P5 & MASK, 11) * P1 & MASK
    h = (h ^ h >> 33) * P2 & MASK
    h = (h ^ h >> 29) * P3 & MASK
    return h ^ h >> 32


def mix(h):
    h = (h ^ h >> 33) * 0xFF51AFD7ED558CCD & MASK
    h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53 & MASK
    return h ^ h >> 33


# ---- coded centroids ----


def decode_values(coded, k, dim):
    """Whole numbers by a Rice code whose parameter follows the numbers before; shape [k, dim]."""
    bits = np.unpackbits(np.frombuffer(coded, np.uint8), bitorder="little").tolist()
    check(k * dim <= len(bits), "its coded centroids are too few")
    values, columns, at = [], [0] * dim, 0
    total, count = 4 * 2, 4
    try:
        for i in range(k * dim):
            row, column = divmod(i, dim)
            expected = columns[column] * 16 + 4 * (total * 16 // count)
            shift = 0
            while (row + 4) * 16 << shift < expected:
                shift += 1
            one = bits.index(1, at)
            folded = (one - at) << shift | sum(bits[one + 1 + b] << b for b in range(shift))
            at = one + 1 + shift
            check(folded <= 254, "a coded value is not in [-127, 127]")
            values.append(folded >> 1 ^ -(folded & 1))
            columns[column] += abs(values[-1])
            total += abs(values[-1])
            count += 1
    except (IndexError, ValueError):
        raise SnapshotError("its coded centroids end too early") from None
    check(len(bits) - at < 8 and not any(bits[at:]), "there is more behind its coded centroids")
    return np.array(values, np.int8).reshape(k, dim)


# ---- the file ----


class Snapshot:
    def __init__(self, path):
        with open(path, "rb") as file:
            data = file.read(1)
            check(data, "it is not a snapshot")
            self.data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._read_header()
        self._check_sections()
        at = {name: section[0] for name, section in self.sections.items()}
        h = self.header
        k, dim = h["k"], h["dim"]
        bits = np.frombuffer(self.data, np.uint8, (self.cluster_limit + 7) // 8, at["clusters"])
        self.clusters = np.flatnonzero(np.unpackbits(bits, bitorder="little"))
        check(len(self.clusters) == k, "it has ids of another number of clusters")
        if self.format == 2:
            offset, length, _ = self.sections["centroids"]
            values = decode_values(self.data[offset : offset + length], k, dim)
            (step,) = struct.unpack_from("<f", self.data, at["scale"])
            self.centroids = values.astype("<f4") * np.float32(step)
            return
        kind = {"int8": np.int8, "fp16": "<f2", "fp32": "<f4"}[h["encoding"]]
        values = np.frombuffer(self.data, kind, k * dim, at["centroids"]).reshape(k, dim)
        self.centroids = values.astype("<f4")
        if h["encoding"] == "int8":
            self.centroids *= np.frombuffer(self.data, "<f4", dim, at["scale"])

    def _read_header(self):
        data = self.data
        check(data[:8] == b"SAECSNAP", "it is not a snapshot")
        check(len(data) >= 172, "it is truncated within its header")
        form, length, size = struct.unpack_from("<IIQ", data, 8)
        check(form in (1, 2), f"it has format {form}, this reads 1 and 2")
        self.format = form
        check(176 <= length <= len(data), "it is truncated within its header")
        crc = struct.unpack_from("<I", data, length - 4)[0]
        check(crc == crc32c(data[: length - 4]), "its header's checksum is wrong")
        check(size == len(data), f"it has {len(data)} bytes, but its header says {size}")
        version, boundary, features, left_out, mapping, codebook, self.seed = struct.unpack_from(
            "<QqQQQQQ", data, 24
        )
        k, dim, self.fallback_row, self.cluster_limit = struct.unpack_from("<4I", data, 80)
        encoding, id_bits, fingerprint_bits, field_length = struct.unpack_from("<4B", data, 96)
        layers, positions = struct.unpack_from("<2I", data, 100)
        self.sections = {
            name: struct.unpack_from("<3I", data, 112 + 12 * i) for i, name in enumerate(SECTIONS)
        }
        self.layers = [struct.unpack_from("<2I", data, 172 + 8 * i) for i in range(layers)]
        at = 172 + 8 * layers
        field = data[at : at + field_length].decode()
        at += field_length
        read = []
        for _ in range(positions):
            (topic_length,) = struct.unpack_from("<H", data, at)
            topic = data[at + 2 : at + 2 + topic_length].decode()
            at += 2 + topic_length
            high, low, partition, offset = struct.unpack_from("<2QIQ", data, at)
            at += 28
            topic_id = str(uuid.UUID(int=high << 64 | low))
            read.append(
                {"topic": topic, "topicId": topic_id, "partition": partition, "offset": offset}
            )
        self.header_length = length
        self.header = {
            "field": field,
            "version": version,
            "boundary": boundary,
            "k": k,
            "dim": dim,
            "encoding": ENCODINGS[encoding],
            "fallbackRow": self.fallback_row,
            "features": features,
            "leftOut": left_out,
            "idBits": id_bits,
            "fingerprintBits": fingerprint_bits,
            "mappingChecksum": f"{mapping:016x}",
            "codebookChecksum": f"{codebook:016x}",
            "positions": read,
            "bytes": size,
        }

    def _check_sections(self):
        starts = [self.sections[name][0] for name in SECTIONS] + [len(self.data)]
        check(not any(self.data[self.header_length : starts[0]]), "there is something behind it")
        for name, start, end in zip(SECTIONS, starts, starts[1:]):
            crc = self.sections[name][2]
            check(crc32c(self.data[start:end]) == crc, f"the checksum of section {name} is wrong")

    # ---- look-ups ----

    def row(self, feature):
        """The row of the feature's centroid, None if the feature is unknown."""
        h = self.header
        if h["features"] == 0:
            return None
        key = xxh64(feature.encode(), self.seed)
        value = self._value(key)
        row = value & (1 << h["idBits"]) - 1
        fingerprint = key & (1 << h["fingerprintBits"]) - 1
        return row if value >> h["idBits"] == fingerprint and row < h["k"] else None

    def cluster(self, feature):
        row = self.row(feature)
        return -1 if row is None else int(self.clusters[row])

    def embedding(self, feature):
        row = self.row(feature)
        return self.centroids[self.fallback_row if row is None else row]

    def _value(self, key):
        columns = self.header["idBits"] + self.header["fingerprintBits"]
        thresholds, table = self.sections["thresholds"][0], self.sections["table"][0]
        for slots, buckets in self.layers:
            start = key * (slots // GROUP - SPREAD + 1) >> 64
            if not buckets or start % BUCKET >= self.data[thresholds + start // BUCKET]:
                break
            key = mix((key + GOLDEN) & MASK)
            thresholds += buckets
            table += slots // GROUP * columns
        pattern = mix(key) >> 64 - SPREAD * GROUP | 1
        value = 0
        for group in range(SPREAD):
            picked = pattern >> GROUP * group & 0xFF
            at = table + (start + group) * columns
            for column in range(columns):
                value ^= bin(self.data[at + column] & picked).count("1") % 2 << column
        return value


def main(path, names=None):
    try:
        snapshot = Snapshot(path)
    except (SnapshotError, OSError) as e:
        sys.exit(f"cannot open {path}: {e}")
    if names is None:
        print(json.dumps(snapshot.header))
        return
    for line in sys.stdin.buffer.read().decode().split("\n")[:-1]:
        print(f"{snapshot.cluster(line)}\t{snapshot.embedding(line).tobytes().hex()}")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3) or sys.argv[2:] not in ([], ["-"]):
        sys.exit(__doc__)
    main(*sys.argv[1:])
