"""As whom PostgreSQL runs. It refuses to be root, and we make no users and change no folder but our own."""

import ctypes
import os
import sys
from dataclasses import dataclass

CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522
PR_SET_PDEATHSIG, PR_SET_SECUREBITS, PR_SET_CHILD_SUBREAPER = 1, 28, 36
PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 47, 2
NO_SETUID_FIXUP = 1 << 2  # a change of user leaves capabilities alone, and access(2) counts them
CLONE_NEWUSER = 0x10000000

SELF = "self"  # as whoever started us
OTHER = "other"  # as an unprivileged user
OTHER_PAST_CLOSED_DOORS = "other-past-closed-doors"  # the same, allowed through parent folders closed to it
NAMESPACE = "namespace"  # still ourselves on disk, under another number inside a user namespace


@dataclass(frozen=True)
class Footing:
    kind: str
    uid: int
    gid: int

    @property
    def owner(self) -> tuple[int, int]:
        """Who must own the files, as the machine sees it."""
        if self.kind in (SELF, NAMESPACE):
            return os.geteuid(), os.getegid()
        return self.uid, self.gid

    def __str__(self) -> str:
        return f"{self.kind}:{self.uid}:{self.gid}"

    @classmethod
    def parse(cls, text: str) -> "Footing":
        kind, uid, gid = text.split(":")
        return cls(kind, int(uid), int(gid))

    def take(self) -> None:
        """Become it. There is no way back, so only a process started for the purpose does this."""
        if self.kind == NAMESPACE:
            _enter_namespace(self.uid, self.gid)
        elif self.kind == OTHER:
            _switch(self.uid, self.gid)
        elif self.kind == OTHER_PAST_CLOSED_DOORS:
            _prctl(PR_SET_SECUREBITS, NO_SETUID_FIXUP)
            _switch(self.uid, self.gid)
            _keep_dac_override()


def end_with_parent(signal_number: int) -> None:
    """Ask the kernel to send this signal when the parent ends, however it ends. Linux only."""
    if sys.platform == "linux":
        _prctl(PR_SET_PDEATHSIG, signal_number)


def adopt_orphans() -> None:
    """Become the parent of what our children leave behind, so that we can bury it. Linux only."""
    if sys.platform == "linux":
        _prctl(PR_SET_CHILD_SUBREAPER, 1)


def _switch(uid: int, gid: int) -> None:
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _prctl(option: int, *arguments: int) -> None:
    numbers = [ctypes.c_ulong(number) for number in (*arguments, 0, 0, 0, 0)[:4]]
    _check(_libc().prctl(option, *numbers))


def _keep_dac_override() -> None:
    """Keep this one capability of root's, and hand it on to the programs we start."""
    bit = 1 << CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(
        bit, bit, bit, 0, 0, 0
    )  # effective, permitted, inheritable; then the high halves
    _check(_libc().capset(header, sets))
    _prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE)


def _enter_namespace(uid: int, gid: int) -> None:
    outer_uid, outer_gid = os.geteuid(), os.getegid()
    _check(_libc().unshare(CLONE_NEWUSER))
    for file, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{uid} {outer_uid} 1"),
        ("gid_map", f"{gid} {outer_gid} 1"),
    ):
        with open(f"/proc/self/{file}", "w", encoding="ascii") as mapping:
            mapping.write(text)
