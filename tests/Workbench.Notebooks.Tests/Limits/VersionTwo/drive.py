# Drives a launcher on a host with control groups of version 2: starts sessions over its socket, runs cells over their links,
# and prints what came out, one "name=value" a line.
import glob, json, os, signal, socket, struct, subprocess, sys, time, uuid

ARTIFACTS, DATA = sys.argv[1], "/run/wb"


def say(name, value):
    print(f"RESULT {name}={value}", flush=True)


def launch():
    process = subprocess.Popen(
        [ARTIFACTS + "/launcher/Workbench.Launcher", "serve", "--data", DATA, "--runtime", ARTIFACTS], stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if line.startswith("notice"):
            say("notice", line.strip())
        if line.startswith("listening"):
            return process
    raise SystemExit("the launcher did not start")


def ask(**request):
    with socket.socket(socket.AF_UNIX) as s:
        s.connect(DATA + "/run/launcher.sock")
        s.sendall(json.dumps(request).encode() + b"\n")
        answer = b""
        while chunk := s.recv(65536):
            answer += chunk
    reply = json.loads(answer)
    if reply.get("refusal"):
        raise SystemExit(str(reply["refusal"]))
    return reply


class Session:
    def __init__(self):
        self.id = uuid.uuid4().hex[:16]
        order = dict(session=self.id, owner="demo-researcher", kernelSpec="python3", resourceProfile="small", startedAt="2026-01-01T00:00:00Z")
        self.folder = ask(verb="start-session", start=order)["started"]["folder"]
        self.group = glob.glob("/sys/fs/cgroup/workbench-*/" + self.id)[0]
        self.seen = 0

    def link(self):
        while True:
            try:
                s = socket.socket(socket.AF_UNIX)
                s.connect(self.folder + "/link/l.sock")
                return s
            except OSError:
                time.sleep(0.1)

    def command(self, number):
        with self.link() as s:
            self.frame(s, 3, bytes([number]))
            return json.loads(self.read(s)[1])

    def run(self, code):
        """Printed text of a cell, or of the kernel's obituary."""
        header = dict(msg_id=uuid.uuid4().hex, msg_type="execute_request", session="drive", username="", date="", version="5.4")
        content = dict(code=code, silent=False, store_history=False, allow_stdin=False, user_expressions={})
        parts = [json.dumps(part).encode() for part in (header, {}, {}, content)]
        with self.link() as s:
            self.frame(s, 4, bytes([0]) + struct.pack("<i", len(parts)) + b"".join(struct.pack("<i", len(p)) + p for p in parts))
            self.read(s)
        text = ""
        with self.link() as s:
            self.frame(s, 1, struct.pack("<q", self.seen))
            while True:
                kind, body = self.read(s)
                self.seen = struct.unpack_from("<q", body)[0]
                offset, found = 25 + 4, []
                for _ in range(struct.unpack_from("<i", body, 25)[0]):
                    size = struct.unpack_from("<i", body, offset)[0]
                    found.append(body[offset + 4:offset + 4 + size])
                    offset += 4 + size
                head, parent, _, content = [json.loads(part) for part in found[:4]]
                state = content.get("execution_state")
                if state == "dead":
                    return text + content["workbench"]["reason"] + ": " + content["workbench"]["text"]
                if parent.get("msg_id") != header["msg_id"]:
                    continue
                text += content.get("text", "") if head["msg_type"] == "stream" else content.get("evalue", "") if head["msg_type"] == "error" else ""
                if state == "idle":
                    return text

    def stop(self):
        ask(verb="stop-session", session=self.id)

    @staticmethod
    def frame(s, kind, body):
        s.sendall(struct.pack("<i", len(body) + 1) + bytes([kind]) + body)

    @staticmethod
    def read(s):
        def exactly(count):
            data = b""
            while len(data) < count:
                chunk = s.recv(count - len(data))
                if not chunk:
                    raise EOFError
                data += chunk
            return data
        size = struct.unpack("<i", exactly(4))[0]
        body = exactly(size)
        return body[0], body[1:]


def file(path):
    with open(path) as f:
        return f.read().strip()


def groups():
    return [path for path in glob.glob("/sys/fs/cgroup/workbench-*/*") if os.path.isdir(path)]


os.makedirs(DATA, 0o711)
say("controllers", file("/sys/fs/cgroup/cgroup.controllers"))
launcher = launch()
profiles = ask(verb="list-profiles")["profiles"]
profiles[0].update(memoryBytes=512 << 20, processes=128)
ask(verb="set-profiles", profiles=profiles)

session = Session()
say("limits", " ".join(file(f"{session.group}/kernel/{name}") for name in ("memory.max", "pids.max", "memory.oom.group")) + " " + file(session.group + "/kernel/cpu.max"))
say("first", session.run("print(6 * 7)").strip())
inside = file(session.group + "/kernel/cgroup.procs").split()
say("kernel-is-inside", len(inside) >= 3)
say("supervisor-is-beside", len(file(session.group + "/supervisor/cgroup.procs").split()) == 1)
say("forks", session.run(
    "import subprocess\nprint(subprocess.run(['perl', '-e', 'my @c; for (1..1000) { my $p = fork(); last unless defined $p; if (!$p) { sleep 60; exit } push @c, $p } "
    "print $! + 0, q( ), @c < 128 ? q(bounded) : q(free); kill 9, @c; waitpid($_, 0) for @c'], capture_output=True, text=True).stdout)").replace("\n", " "))
other = Session()
say("memory", session.run(
    "import time\nfor _ in range(2): subprocess.Popen(['perl', '-e', 'my $block = q(x) x 300_000_000; sleep 60'])\ntime.sleep(60)").replace("\n", " "))
say("events", file(session.group + "/kernel/memory.events").replace("\n", " "))
say("other", other.run("print(1 + 1)").strip())
session.command(3)
say("again", session.run("print('again')").strip())
session.stop()
say("group-after-stop", os.path.exists(session.group))

launcher.kill()
launcher.wait()
os.makedirs(other.group.rsplit("/", 1)[0] + "/0123456789abcdef/kernel")
say("outlives-launcher", other.run("print('alive')").strip())
launcher = launch()
say("swept", not os.path.exists(other.group.rsplit("/", 1)[0] + "/0123456789abcdef"))
launcher.send_signal(signal.SIGTERM)
launcher.wait(60)
say("left", groups() + glob.glob("/sys/fs/cgroup/workbench-*") + os.listdir(DATA + "/sessions"))
