"""The project's settings, signed in as the owner, with database names and roles of this test run's own."""

import hashlib
import os
import uuid
from pathlib import Path

CHECKOUT = hashlib.sha256(str(Path(__file__).resolve()).encode()).hexdigest()[:8]
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or os.environ.setdefault("TEST_RUN", uuid.uuid4().hex)
FAMILY = f"test_{CHECKOUT}"
PREFIX = f"{FAMILY}_{RUN[:8]}"

os.environ["DATABASE_LOGIN"] = "owner"
os.environ["DATABASE_ROLE_PREFIX"] = PREFIX
os.environ["MODE"] = "demonstration"
os.environ.setdefault("SECRET_KEY", "only for tests")

from config.settings import *  # noqa: E402, F403, TID251
from config.settings import DATABASES  # noqa: E402, TID251

DATABASES["default"]["NAME"] = f"{PREFIX}_template"
DATABASES["default"]["CONN_MAX_AGE"] = 0
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["tests.passwords.QuickScrypt"]
WORK_IN_BACKGROUND = False
