"""No network and no room for a memory bomb: what a process that evaluates strangers' queries has.

pyoxigraph calls any address that a query names, and nothing turns that off. Queries with SERVICE
are refused before they get here; this holds where that check should fail. It is done with the
system calls themselves, since no library that is packaged for Python does it without one of the
system's that may be missing.
"""

import ctypes
import os
import platform
import resource
import socket
import struct
from typing import Final

PR_SET_PDEATHSIG: Final = 1
PR_SET_SECCOMP: Final = 22
PR_SET_NO_NEW_PRIVS: Final = 38
SECCOMP_MODE_FILTER: Final = 2
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWNET: Final = 0x40000000
X32: Final = 0x40000000

# A classic BPF program over struct seccomp_data (seccomp(2)): its instructions and return values.
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE = 0, 4
_ALLOW, _PERMISSION_ERROR = 0x7FFF0000, 0x00050000 | 1

# AUDIT_ARCH_*, and the numbers of socket, connect, bind and io_uring_setup (linux/unistd.h).
_CALLS: Final = {
    "x86_64": (0xC000003E, (41, 42, 49, 425)),
    "aarch64": (0xC00000B7, (198, 203, 200, 425)),
}


def isolate() -> frozenset[str]:
    """Take the network from this process and its children to come; return by what means.

    `seccomp` refuses new sockets, `namespace` is a network without any interface. Either is
    enough, and the set is empty where the system allows neither. To be called before the process
    has a second thread.
    """
    done = {"seccomp": _refuse_sockets(), "namespace": _empty_network()}
    return frozenset(name for name, succeeded in done.items() if succeeded)


def bound_memory(extra: int) -> None:
    """Let this process take `extra` bytes of address space more than it has; no core dumps."""
    with open("/proc/self/statm", encoding="ascii") as sizes:
        taken = int(sizes.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (taken + extra, taken + extra))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def die_with_parent(signal: int) -> None:
    """Have the kernel send this process the signal when its parent ends (prctl(2))."""
    _libc().prctl(PR_SET_PDEATHSIG, signal, 0, 0, 0)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _refuse_sockets() -> bool:
    if platform.machine() not in _CALLS:
        return False
    program = _program(*_CALLS[platform.machine()])
    libc = _libc()
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    code = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(code))
    libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.c_char_p(header), 0, 0)
    return not _can_open_a_socket()


def _program(architecture: int, calls: tuple[int, ...]) -> bytes:
    """Return the filter: these calls, and those of another architecture, fail with EPERM."""
    tests = [(_EQUAL, call) for call in calls] + [(_AT_LEAST, X32)]
    refuse = len(tests) + 1
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 0, refuse + 1, architecture),
        (_LOAD, 0, 0, _NUMBER),
        *((test, refuse - 1 - i, 0, value) for i, (test, value) in enumerate(tests)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _PERMISSION_ERROR),
    ]
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def _can_open_a_socket() -> bool:
    try:
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
    except PermissionError:
        return False
    return True


def _empty_network() -> bool:
    """Move into a network namespace of one's own (unshare(2)), which reaches nothing."""
    before = os.readlink("/proc/self/ns/net")
    libc = _libc()
    if libc.unshare(CLONE_NEWNET):
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    return os.readlink("/proc/self/ns/net") != before
