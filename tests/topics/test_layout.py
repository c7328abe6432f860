import subprocess
import sys

import numpy as np
import pytest
from samples import ROOT, environment

from analysis.embed import to_grid
from analysis.topics.layout import map_papers, measure_trust
from analysis.topics.neighbours import find_neighbours
from benchmarks.processors import OLD_PROCESSOR

pytestmark = pytest.mark.slow


def grouped(groups, size, *, seed=0):
    """Vectors of the grid around the axes, a group for each."""
    noise = np.random.default_rng(seed).normal(0, 0.1, (groups * size, 64))
    vectors = np.repeat(np.eye(64)[:groups], size, axis=0) + noise
    return to_grid(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def lay(vectors, *, seed=7):
    return map_papers(vectors, find_neighbours(vectors, neighbours=15, seed=seed), seed=seed)


def test_the_nearest_on_the_map_are_of_the_same_group():
    position, group = lay(grouped(6, 30)), np.repeat(range(6), 30)
    distance = ((position[:, None] - position[None]) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    nearest = np.argsort(distance, axis=1)[:, :5]
    assert (group[nearest] == group[:, None]).mean() > 0.98


def test_a_seed_gives_one_map_and_another_seed_another():
    vectors = grouped(3, 20)
    assert (lay(vectors) == lay(vectors)).all()
    assert (lay(vectors) != lay(vectors, seed=8)).any()


def test_papers_of_one_text_do_not_fall_on_one_spot():
    position = lay(np.tile(grouped(1, 1), (30, 1)))
    assert np.isfinite(position).all()
    assert len(np.unique(position, axis=0)) == 30


def test_too_few_papers_for_neighbours_stand_in_a_row():
    assert map_papers(grouped(1, 3), None, seed=1).tolist() == [[0, 0], [1, 0], [2, 0]]


def test_trust_is_1_where_the_map_is_the_space_and_low_where_it_is_chance():
    angle = np.linspace(0, 3, 40)
    vectors = np.column_stack([np.cos(angle), np.sin(angle)])
    assert measure_trust(vectors, vectors) == pytest.approx(1)
    assert measure_trust(vectors, np.random.default_rng(0).random((40, 2))) < 0.6
    assert measure_trust(vectors[:3], vectors[:3]) is None


def test_an_older_processor_draws_the_same_map():
    code = (
        "import hashlib, sys; sys.path[:0] = ['tests', 'tests/topics'];"
        "from test_layout import grouped, lay; print(hashlib.sha256(lay(grouped(9, 40)).tobytes()).hexdigest())"
    )
    maps = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment(ROOT, **variables), capture_output=True, text=True,
            check=True,
        ).stdout
        for variables in ({}, OLD_PROCESSOR)
    }  # fmt: skip
    assert len(maps) == 1
