"""platform/ is a plain folder: the standard library's module of that name must keep winning."""

import platform
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_platform_is_the_standard_librarys() -> None:
    assert Path(platform.__file__).parent == Path(sysconfig.get_path("stdlib"))


def test_platform_folder_is_no_package() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists()


def test_platform_is_the_standard_librarys_under_manage_py_too() -> None:
    """From the root, with both folders on the path, as manage.py puts them."""
    code = "import platform, sys; sys.exit(0 if platform.system() else 1)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONPATH": f"{ROOT}:{ROOT}/platform"}, check=False
    )
    assert done.returncode == 0
