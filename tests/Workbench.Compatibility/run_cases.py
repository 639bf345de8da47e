"""Runs a file of compatibility cases in a kernel through jupyter_client and prints what came, as JSON.

    run_cases.py CONNECTION-FILE CASES.json FOLDER

FOLDER is the kernel's working folder, in which the files of a step are put.
"""

import json
import os
import queue
import sys
import time

from jupyter_client import BlockingKernelClient

STEP_LIMIT = 90.0


def metadata_of(step):
    if step.get("metadata") is not None:
        return step["metadata"]
    language = step.get("language")
    return {"polyglot_notebook": {"kernelName": language}} if language else {}


def send(client, channel, kind, content, metadata):
    message = client.session.msg(kind, content, metadata=metadata)
    channel.send(message)
    return message["header"]["msg_id"]


def receive(get, seconds):
    """A channel's next message, or None."""
    try:
        return get(timeout=seconds)
    except queue.Empty:
        return None


def reply_to(get, request, until):
    while time.monotonic() < until:
        message = receive(get, 0.5)
        if message and message["parent_header"].get("msg_id") == request:
            return message["content"]
    return None


def add(outputs, message):
    """Keeps an iopub message as a notebook would (nbformat 4.5)."""
    kind, content = message["msg_type"], message["content"]
    if kind == "stream":
        last = outputs[-1] if outputs else None
        if last and last["output_type"] == "stream" and last["name"] == content["name"]:
            last["text"] += content["text"]
        else:
            outputs.append({"output_type": "stream", "name": content["name"], "text": content["text"]})
    elif kind in ("execute_result", "display_data"):
        outputs.append({"output_type": kind, "data": content["data"], "id": content.get("transient", {}).get("display_id")})
    elif kind == "update_display_data":
        for output in outputs:
            if output.get("id") is not None and output["id"] == content["transient"]["display_id"]:
                output["data"] = content["data"]
    elif kind == "clear_output":
        outputs.clear()
    elif kind == "error":
        outputs.append({"output_type": "error", "ename": content["ename"], "evalue": content["evalue"], "traceback": content["traceback"]})


def run_cell(client, step):
    answers = list(step.get("answers") or [])
    content = {
        "code": "\n".join(step["code"]),
        "silent": False,
        "store_history": True,
        "user_expressions": {},
        "allow_stdin": step.get("answers") is not None,
        "stop_on_error": False,
    }
    request = send(client, client.shell_channel, "execute_request", content, metadata_of(step))
    outputs, until = [], time.monotonic() + STEP_LIMIT
    while time.monotonic() < until:
        if receive(client.get_stdin_msg, 0.005):
            client.input(answers.pop(0) if answers else "")
        message = receive(client.get_iopub_msg, 0.05)
        if not message or message["parent_header"].get("msg_id") != request:
            continue
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            break
        add(outputs, message)
    reply = reply_to(client.get_shell_msg, request, until)
    return {"status": reply["status"] if reply else "none", "outputs": outputs, "reply": None}


def run_request(client, step):
    on_control = step["request"] in ("interrupt_request", "debug_request")
    request = send(client, client.control_channel if on_control else client.shell_channel, step["request"], step.get("content") or {}, metadata_of(step))
    reply = reply_to(client.get_control_msg if on_control else client.get_shell_msg, request, time.monotonic() + STEP_LIMIT)
    return {"status": (reply or {}).get("status", "none" if reply is None else "ok"), "outputs": [], "reply": reply}


def main(connection, cases, folder):
    client = BlockingKernelClient()
    client.load_connection_file(connection)
    client.start_channels()
    client.wait_for_ready(timeout=60)
    seen = []
    with open(cases, encoding="utf-8") as file:
        for case in json.load(file)["cases"]:
            steps = []
            for step in case["steps"]:
                for name, lines in (step.get("files") or {}).items():
                    with open(os.path.join(folder, name), "w", encoding="utf-8") as target:
                        target.write("\n".join(lines))
                steps.append(run_cell(client, step) if step.get("code") is not None else run_request(client, step))
            seen.append({"id": case["id"], "steps": steps})
    json.dump(seen, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
