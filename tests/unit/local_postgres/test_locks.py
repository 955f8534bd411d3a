"""What the three locks stand on: flock belongs to the open file."""

import os
import subprocess
import sys

import pytest

from local_postgres import locks


@pytest.fixture
def path(tmp_path):
    return tmp_path / "lock"


def test_alone_shuts_out_everybody_even_in_the_same_process(path):
    with locks.held(path):
        assert locks.take_if_free(path) is None
        assert locks.take_if_free(path, locks.SHARED) is None
        assert not locks.is_free(path)
    assert locks.is_free(path)


def test_shared_is_shared_but_shuts_out_alone(path):
    first, second = locks.take(path, locks.SHARED), locks.take(path, locks.SHARED)
    os.close(first)
    assert locks.take_if_free(path) is None
    os.close(second)
    alone = locks.take_if_free(path)
    assert alone is not None
    os.close(alone)


def test_asking_makes_no_file(path):
    assert locks.is_free(path)
    assert not path.exists()


def test_a_child_that_is_handed_the_file_keeps_the_lock_until_it_ends(path):
    file = locks.take(path)
    child = subprocess.Popen(
        [sys.executable, "-c", "input()"], stdin=subprocess.PIPE, pass_fds=[file], env={"PATH": ""}
    )
    os.close(file)
    assert not locks.is_free(path)
    child.kill()
    child.communicate()
    assert locks.is_free(path)
