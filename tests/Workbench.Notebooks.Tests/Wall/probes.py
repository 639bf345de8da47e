# Ways out of a sandbox, one each. A probe returns when its way is open and raises when it is not. Run with host facts in
# `host` (dict). Nothing is damaged: files are opened, not changed; new namespaces belong to the probing process alone.
import ctypes, os, socket, struct

libc = ctypes.CDLL(None, use_errno=True)


def call(number, *arguments):
    arguments = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    if libc.syscall(ctypes.c_long(number), *arguments) < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def in_child(action):
    pid = os.fork()
    if pid == 0:
        try:
            action()
            os._exit(0)
        except BaseException:
            os._exit(1)
    if os.waitpid(pid, 0)[1] != 0:
        raise OSError("refused")


def read_file(path):
    with open(path, "rb") as file:
        file.read(1)


def write_usr():
    path = "/usr/share/" + host["unique"]
    with open(path, "w"):
        os.unlink(path)


def netlink():
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0).close()


def read_own_memory():
    number = ctypes.c_int(7)
    target = ctypes.c_int(0)

    class Piece(ctypes.Structure):
        _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]

    here = Piece(ctypes.addressof(target), 4)
    there = Piece(ctypes.addressof(number), 4)
    call(310, os.getpid(), ctypes.byref(here), 1, ctypes.byref(there), 1, 0)


def tcp_connect():
    socket.create_connection(("127.0.0.1", host["port"]), timeout=2).close()


def unix_connect():
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).connect(host["socket"])


def abstract_connect():
    socket.socket(socket.AF_UNIX, socket.SOCK_STREAM).connect("\0" + host["abstract"])


def network_interface():
    if [name for _, name in socket.if_nameindex() if name != "lo"] == []:
        raise OSError("only loopback")


def environment_of_others():
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/environ", "rb") as file:
                    if host["secret"].encode() in file.read():
                        return
            except OSError:
                pass
    raise OSError("not found")


def inherited_descriptor():
    for name in os.listdir("/proc/self/fd"):
        try:
            if os.readlink("/proc/self/fd/" + name).startswith(host["data"]):
                return
        except OSError:
            pass
    raise OSError("none leads into the data folder")


PROBES = {
    "raw store": lambda: read_file(host["data"] + "/raw/patients.csv"),
    "server data": lambda: read_file(host["data"] + "/server/identity.db"),
    "other session's folder": lambda: os.listdir(host["other"]),
    "launcher's socket": unix_connect,
    "session records": lambda: os.listdir(host["data"] + "/run/sessions"),
    "own journal": lambda: os.listdir(host["folder"] + "/journal"),
    "supervisor's link": lambda: os.stat(host["folder"] + "/link"),
    "host's /etc/passwd": lambda: read_file("/etc/passwd"),
    "host's /root": lambda: os.stat("/root"),
    "host's /sys": lambda: os.listdir("/sys/class"),
    "root of a host process": lambda: os.listdir(f"/proc/{host['pid']}/root/etc/apt"),
    "host's processes": lambda: os.stat(f"/proc/{host['pid']}/stat"),
    "environment of others": environment_of_others,
    "inherited descriptor": inherited_descriptor,
    "write to /usr": write_usr,
    "core pattern": lambda: os.close(os.open("/proc/sys/kernel/core_pattern", os.O_WRONLY)),
    "kernel symbols": lambda: read_file("/proc/kallsyms") if os.path.getsize("/proc/kallsyms") or open("/proc/kallsyms").read(1) else 1 / 0,
    "tcp to the host": tcp_connect,
    "network interface": network_interface,
    "abstract socket": abstract_connect,
    "AF_NETLINK": netlink,
    "AF_VSOCK": lambda: socket.socket(40, socket.SOCK_STREAM).close(),
    "AF_PACKET": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW).close(),
    "raw IP": lambda: socket.socket(socket.AF_INET, socket.SOCK_RAW, 1).close(),
    "AF_ALG": lambda: socket.socket(38, socket.SOCK_SEQPACKET).close(),
    "ptrace": lambda: in_child(lambda: call(101, 0, 0, 0, 0)),
    "process_vm_readv": read_own_memory,
    "kcmp": lambda: call(312, os.getpid(), os.getpid(), 0, 0, 0),
    "pidfd_getfd": lambda: call(438, os.pidfd_open(os.getpid()), 0, 0),
    "keyring": lambda: call(248, b"user", host["unique"].encode(), b"x", 1, -2),
    "keyctl": lambda: call(250, 0, -3, 0),
    "io_uring": lambda: call(425, 1, (ctypes.c_char * 256)()),
    "userfaultfd": lambda: call(323, 0),
    "bpf": lambda: call(321, 0, ctypes.byref((ctypes.c_uint32 * 32)(2, 4, 4, 1)), 72),
    "perf_event_open": lambda: call(298, ctypes.byref((ctypes.c_uint32 * 32)(1, 128)), 0, -1, -1, 0),
    "personality": lambda: in_child(lambda: call(135, 0x0040000)),
    "new user namespace": lambda: in_child(lambda: call(272, 0x10000000)),
    "new mount namespace": lambda: in_child(lambda: call(272, 0x00020000)),
    "clone with namespace": lambda: in_child(lambda: call(56, 0x10000000 | 17, 0, 0, 0, 0)),
    "mount": lambda: in_child(lambda: (call(272, 0x00020000), call(165, b"none", b"/mnt", b"tmpfs", 0, 0))),
    "chroot": lambda: in_child(lambda: os.chroot("/tmp")),
    "setuid 0": lambda: in_child(lambda: os.setuid(0)),
    "become another uid": lambda: in_child(lambda: os.setuid(12345)),
    "set hostname": lambda: in_child(lambda: (call(272, 0x04000000), call(170, b"x", 1))),
    "kernel log": lambda: call(103, 10, 0, 0),
    "open_by_handle_at": lambda: os.close(libc_handle()),
    "block device": lambda: in_child(lambda: (os.mknod("/tmp/" + host["unique"], 0o60600, os.makedev(7, 200)), os.unlink("/tmp/" + host["unique"]))),
    "fanotify": lambda: call(300, 0, 0),
}


def libc_handle():
    buffer = struct.pack("Ii", 128, 0) + bytes(128)
    handle = ctypes.create_string_buffer(buffer)
    mount = ctypes.c_int(0)
    call(303, -100, b"/", handle, ctypes.byref(mount), 0)
    fd = os.open("/", os.O_RDONLY)
    result = libc.syscall(304, fd, handle, 0)
    os.close(fd)
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return result


for name, probe in PROBES.items():
    try:
        probe()
        print(f"{name}=open", flush=True)
    except BaseException as error:
        print(f"{name}=blocked ({type(error).__name__}: {error})", flush=True)
