"""Random numbers that begin where they are told to."""

import random
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def seeded_igraph(seed: int) -> Iterator[None]:
    """Let igraph draw its random numbers from a seed, and from Python's own generator again afterwards."""
    import igraph

    igraph.set_random_number_generator(random.Random(seed))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)
