"""I9: which callbacks a check takes: random, and the same again from the recorded seed, whatever the version of Python."""

import hashlib
import math


def size(population, share):
    """Return how many of `population` a share (per cent) takes: at least one of any."""
    return min(population, max(1, math.ceil(population * share / 100))) if population else 0


def draw(seed, ids, count):
    """Return `count` of `ids`: those whose hash with the seed is smallest, so that the order of `ids` does not matter."""
    return sorted(sorted(ids), key=lambda each: hashlib.sha256(f"{seed}:{each}".encode()).digest())[:count]
