"""Runs cells through Debian's python3-jupyter-client, from the installed kernel spec, over TCP. Prints OK or fails."""

import sys
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

prefix = sys.argv[1]
specs = KernelSpecManager(kernel_dirs=[prefix + "/share/jupyter/kernels"])
manager = KernelManager(kernel_name=".net-csharp", kernel_spec_manager=specs)
assert manager.kernel_spec.display_name == ".NET (C#)", manager.kernel_spec.display_name
manager.start_kernel()
try:
    client = manager.blocking_client()
    client.start_channels()
    client.wait_for_ready(timeout=60)

    def run(code):
        outputs = []
        reply = client.execute_interactive(code, timeout=60, store_history=True, output_hook=outputs.append)
        return reply["content"]["status"], outputs

    status, outputs = run("var x = 20; x + 1")
    assert status == "ok", outputs
    results = [m["content"]["data"]["text/plain"] for m in outputs if m["msg_type"] == "execute_result"]
    assert results == ["21"], results

    status, outputs = run('for (int i = 0; i < 20000; i++) Console.WriteLine("line " + i);')
    text = "".join(m["content"]["text"] for m in outputs if m["msg_type"] == "stream")
    assert text == "".join("line %d\n" % i for i in range(20000)), len(text)

    status, outputs = run("x / (x - 20)")
    assert status == "error", outputs

    message = client.execute("while (true) { }")
    import time
    time.sleep(1)
    manager.interrupt_kernel()
    reply = client.get_shell_msg(timeout=30)
    assert reply["content"]["ename"] == "KeyboardInterrupt", reply["content"]

    status, outputs = run("x")
    assert [m["content"]["data"]["text/plain"] for m in outputs if m["msg_type"] == "execute_result"] == ["20"]
    assert client.is_alive()
finally:
    manager.shutdown_kernel()
print("OK")
