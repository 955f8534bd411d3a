"""Each import contract holds, and each is shown to fail on a planted import."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ["scrutiny", "benchmarking", "tenants", "api"]

# contract -> (where to plant, what). A module of its own, so that nothing else changes.
PLANTS = {
    "storeys": ("scrutiny/returns/planted.py", "import benchmarking.statistics"),
    "benchmarking-rooms": ("benchmarking/indicators/planted.py", "import benchmarking.reports"),
    "tenants-rooms": ("tenants/dataset/planted.py", "import tenants.sign_off.models"),
    "scrutiny-rooms": ("scrutiny/programme/planted.py", "import scrutiny.returns.models"),
    "one-door": ("tenants/dataset/planted.py", "import scrutiny.returns.actions"),
    "privacy": ("benchmarking/benchmarks/planted.py", "import tenants.dataset.models"),
    "purity": ("benchmarking/statistics/planted.py", "import django.db"),
    "ground-order": ("platform/audit_trail/planted.py", "import accounts.models"),
}
UNDECLARED = {
    "benchmarking-rooms": "benchmarking/planted/__init__.py",
    "tenants-rooms": "tenants/planted/__init__.py",
    "scrutiny-rooms": "scrutiny/planted/__init__.py",
}


def lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", *arguments]
    env = {**os.environ, "PYTHONPATH": f"{folder}:{folder}/platform", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in [*PACKAGES, "platform"]:
        only_code = shutil.ignore_patterns(
            "__pycache__", "static", "templates", "fonts", "definitions", "editions"
        )
        shutil.copytree(ROOT / package, tmp_path / package, ignore=only_code)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_all_contracts_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout
    assert f"Contracts: {len(PLANTS)} kept, 0 broken." in done.stdout


@pytest.mark.parametrize("contract", PLANTS)
def test_a_planted_import_breaks_its_contract(contract: str, copy: Path) -> None:
    place, line = PLANTS[contract]
    (copy / place).write_text(line + "\n", encoding="utf-8")
    done = lint(copy, "--contract", contract)
    assert done.returncode == 1, done.stdout
    assert "1 broken" in done.stdout


@pytest.mark.parametrize("contract", UNDECLARED)
def test_a_new_room_must_declare_its_place(contract: str, copy: Path) -> None:
    package = copy / UNDECLARED[contract]
    package.parent.mkdir()
    package.write_text("", encoding="utf-8")
    done = lint(copy, "--contract", contract)
    assert done.returncode == 1, done.stdout
