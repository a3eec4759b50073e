#!/usr/bin/env python3
"""Who changed what in the GNU toolchain, 2002 to 2021: real rows with a long tail, for `saec evaluate`.

usage: changelogs.py DIRECTORY OUT.tsv.gz

DIRECTORY holds unpacked sources of gcc, binutils, gdb and glibc; docs/evaluation.md says how to get
them. Their ChangeLogs have an author and a day an entry, and the files and functions (macros,
patterns) that were changed. A row with label 1 is a change. One with label 0 has the author and the
day of the change before it, and another change of about that time, as drawn, of a file that this
author never changes. Fields: author (a number), last (the file that ended the author's entry before),
file, entity (function), dir, kind (the file's suffix). The same input gives the same rows.
"""
import calendar
import gzip
import os
import random
import re
import sys

HEADER = re.compile(r"(\d{4})-(\d\d)-(\d\d)\s+(\S.*?)\s*<")
FILES = re.compile(r"[^:(<\[]+")
ENTITIES = re.compile(r"^[^:(\n]*?\(([^()]*)\)", re.M)
FILE = re.compile(r"[\w./+-]*[A-Za-z][\w./+-]*")
NO_PRODUCT = re.compile(r"(^|/)(testsuite|ChangeLog)|^gdb\.")
YEARS = range(2002, 2022)
NEARBY = 20_000  # changes to draw a label 0 from, either way
TEST = 0.2  # of the changes, the last, which share no draws with those before
SEED = 1
TRIES = 200  # to draw one; a change of an author of nearly all files goes without


def entries(path):
    """(day in epoch seconds, author, text) of a ChangeLog, the oldest first."""
    found = []
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line[:1].strip():
                match = HEADER.match(line)
                day = tuple(map(int, match.groups()[:3])) if match else (0, 0, 0)
                known = day[0] in YEARS and 1 <= day[1] <= 12 and 1 <= day[2] <= 31
                found.append((calendar.timegm(day + (0, 0, 0)), match[4].lower(), []) if known else None)
            elif found and found[-1]:
                found[-1][2].append(line.strip() + "\n")
    return [(day, author, "".join(text)) for day, author, text in filter(None, reversed(found))]


def changes(text, directory):
    """(file, entity) of an entry: `* a.c, b.c (one, two): Text.`, then `(three): More.`"""
    for item in re.split(r"^\* ", text, flags=re.M)[1:]:
        files = FILES.match(item)
        names = [name.strip() for name in files[0].split(",")] if files else []
        entities = [e for group in ENTITIES.findall(item) for e in re.split(r",\s*", group)]
        entities = [" ".join(e.split()) for e in entities if re.search(r"[A-Za-z]{2}", e) and len(e) <= 120]
        for name in filter(FILE.fullmatch, names):
            file = os.path.normpath(os.path.join(directory, name.lstrip("/")))
            if not NO_PRODUCT.search(file):
                yield from ((file, entity) for entity in entities or [""])


def read(directory):
    """Entries of all logs in the order of their days: (day, author, changes that no other log has)."""
    seen, found = set(), []
    for root, folders, names in os.walk(directory):
        folders.sort()
        for path in (os.path.join(root, name) for name in sorted(names) if "ChangeLog" in name):
            # The top of a tree is its project; what gdb and binutils share is in both.
            parts = os.path.relpath(root, directory).split(os.sep)[1:]
            for day, author, text in entries(path):
                new = [c for c in dict.fromkeys(changes(text, os.path.join("", *parts))) if (day, author, c) not in seen]
                seen.update((day, author, c) for c in new)
                if new:
                    found.append((day, author, new))
    return sorted(found, key=lambda entry: entry[0])


def rows(entries):
    """(day, label, author, last, file, entity), label 0 behind its label 1."""
    last, events = {}, []
    for day, author, of in entries:
        events += [(day, author, last.get(author, ""), file, entity) for file, entity in of]
        last[author] = of[-1][0]
    touched = {(author, file) for _, author, _, file, _ in events}
    number = {author: f"a{place}" for place, author in enumerate(last)}
    draws = random.Random(SEED)
    test = int(len(events) * (1 - TEST))
    for place, (day, author, before, file, entity) in enumerate(events):
        yield day, 1, number[author], before, file, entity
        low, high = (0, test) if place < test else (test, len(events))
        for _ in range(TRIES):
            other = draws.randrange(max(low, place - NEARBY), min(high, place + NEARBY))
            _, _, _, file, entity = events[other]
            if (author, file) not in touched:
                yield day, 0, number[author], before, file, entity
                break


def main(directory, out):
    with gzip.GzipFile(out, "wb", 6, mtime=0) as file:
        file.write(b"ts\tlabel\tauthor\tlast\tfile\tentity\tdir\tkind\n")
        for row in rows(read(directory)):
            folder, name = os.path.split(row[4])
            file.write(("\t".join(map(str, row + (folder, os.path.splitext(name)[1][:12]))) + "\n").encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
