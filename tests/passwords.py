"""Passwords kept as the site keeps them, with hardly any work: a test's world has dozens of people."""

from django.contrib.auth.hashers import ScryptPasswordHasher


class QuickScrypt(ScryptPasswordHasher):
    """The site reads what this writes: a hash says how much work it took."""

    work_factor = 2
