#!/usr/bin/python3
"""Speaks the stdio protocol of dotnet-interactive as far as the tests need it: a line of JSON for each command and each event.

It runs no C#: it knows a few forms of code by their looks. What it does with commands, tokens, events and cancellation is what
the tool does, down to saying that it cancelled code that runs on.
"""

import itertools
import json
import os
import queue
import re
import sys
import threading

KERNELS = [("csharp", "C#", "13.0", ["c#", "C#"]), ("fsharp", "F#", "9.0", ["f#", "F#"]), ("pwsh", "PowerShell", "7.5", ["powershell"])]
STYLE = "<style>\n.dni-code-hint { font-style: italic; }\n</style>"

writing = threading.Lock()
waiting = queue.Queue()
answers = queue.Queue()
cancelled = threading.Event()
ended = set()
running = None
asked = itertools.count(1)


def write(envelope):
    with writing:
        sys.stdout.write(json.dumps(envelope) + "\n")
        sys.stdout.flush()


def tell(kind, event, command):
    if command is not None and kind in ("CommandSucceeded", "CommandFailed"):
        if command["token"] in ended:
            return
        ended.add(command["token"])
    write({"eventType": kind, "event": event, "command": command, "routingSlip": [f"kernel://pid-{os.getpid()}/.NET"]})


def info(kernel):
    name, language, version, aliases = kernel
    return {
        "localName": name,
        "uri": f"kernel://pid-{os.getpid()}/{name}",
        "languageName": language,
        "languageVersion": version,
        "displayName": f"{name} - {language}",
        "aliases": aliases,
        "isProxy": False,
        "isComposite": False,
        "supportedKernelCommands": [{"name": "SubmitCode"}, {"name": "RequestCompletions"}],
    }


def values(text, kind="text/html"):
    return [{"mimeType": kind, "value": text, "suppressDisplay": False}]


def number(text):
    return f'<div class="dni-plaintext"><pre>{text}</pre></div>{STYLE}'


def diagnostic(code):
    column = code.index("nowhere")
    return {
        "diagnostics": [{
            "linePositionSpan": {"start": {"line": 0, "character": column}, "end": {"line": 0, "character": column + 7}},
            "severity": "error",
            "code": "CS0103",
            "message": "The name 'nowhere' does not exist in the current context",
        }],
        "formattedDiagnostics": [],
    }


def ask(prompt, command):
    token = f"{command['token']}.{next(asked)}"
    write({"commandType": "RequestInput", "command": {"prompt": prompt, "isPassword": False, "inputTypeHint": "text"}, "token": token, "routingSlip": []})
    return answers.get()


def submit(command):
    body = command["command"]
    code, kernel = body["code"], body.get("targetKernelName", "csharp")
    tell("CodeSubmissionReceived", {"code": code}, command)
    tell("CompleteCodeSubmissionReceived", {"code": code}, command)
    if found := re.fullmatch(r"(\d+) ?\+ ?(\d+)", code.strip()):
        tell("ReturnValueProduced", {"formattedValues": values(number(int(found[1]) + int(found[2]))), "valueId": None}, command)
    elif code.startswith("#!which"):
        tell("DisplayedValueProduced", {"formattedValues": values(f"{kernel}: {code}", "text/plain"), "valueId": None}, command)
    elif code.startswith("#!connect"):
        tell("KernelInfoProduced", {"kernelInfo": info(("later", "Later", "1", []))}, command)
    elif found := re.match(r'var shown = display\("(\w+)"\); shown.Update\("(\w+)"\);', code):
        tell("DisplayedValueProduced", {"formattedValues": values(found[1], "text/plain"), "valueId": "v1"}, command)
        tell("DisplayedValueUpdated", {"formattedValues": values(found[2], "text/plain"), "valueId": "v1"}, command)
    elif found := re.match(r'Console.Write\("(\w+)"\); Console.Error.Write\("(\w+)"\);', code):
        tell("StandardOutputValueProduced", {"formattedValues": values(found[1], "text/plain")}, command)
        tell("StandardErrorValueProduced", {"formattedValues": values(found[2], "text/plain")}, command)
    elif "nowhere" in code:
        tell("DiagnosticsProduced", diagnostic(code), command)
        tell("CommandFailed", {"message": "(1,1): error CS0103"}, command)
        return
    elif code.startswith("throw"):
        text = "System.Exception: no\n   at Submission#2.<<Initialize>>d__0.MoveNext()"
        tell("ErrorProduced", {"message": text, "formattedValues": values(text, "text/plain")}, command)
        tell("CommandFailed", {"message": text}, command)
        return
    elif found := re.match(r'await GetInputAsync\("(.*)"\)', code):
        tell("ReturnValueProduced", {"formattedValues": values(ask(found[1], command), "text/plain"), "valueId": None}, command)
    elif code.startswith("await Task.Delay"):
        tell("StandardOutputValueProduced", {"formattedValues": values("started", "text/plain")}, command)
        cancelled.wait()
    elif code.startswith("while (true)"):
        # It burns a core in the tool; here it only never ends.
        tell("StandardOutputValueProduced", {"formattedValues": values("started", "text/plain")}, command)
        threading.Event().wait()
    elif code.startswith("Environment.Exit"):
        print("the last words", file=sys.stderr, flush=True)
        os._exit(3)
    tell("CommandSucceeded", {}, command)


def answer(command):
    kind, body = command["commandType"], command["command"]
    if kind == "RequestCompletions":
        items = [("Write", None), ("WriteLine($1)", "snippet"), ("Beep", None)]
        tell("CompletionsProduced", {"completions": [
            {"displayText": text.split("(")[0], "kind": "Method", "insertText": text, "insertTextFormat": form} for text, form in items]}, command)
    elif kind == "RequestHoverText":
        tell("HoverTextProduced", {"content": [{"mimeType": "text/markdown", "value": f"line {body['linePosition']['line']}"}]}, command)
    elif kind == "RequestSignatureHelp":
        tell("SignatureHelpProduced", {"activeSignatureIndex": 0, "activeParameterIndex": 1, "signatures": [{
            "label": "int Math.Max(int a, int b)",
            "documentation": {"mimeType": "text/markdown", "value": "The larger one."},
            "parameters": [{"label": "a", "documentation": {"mimeType": "text/markdown", "value": ""}}, {"label": "b", "documentation": {"mimeType": "text/markdown", "value": ""}}],
        }]}, command)
    elif kind == "RequestDiagnostics":
        tell("DiagnosticsProduced", diagnostic(body["code"]) if "nowhere" in body["code"] else {"diagnostics": []}, command)
    elif kind == "RequestValueInfos":
        tell("ValueInfosProduced", {"valueInfos": [{
            "name": "kept", "typeName": "System.Int32", "preferredMimeTypes": ["text/html"], "formattedValue": {"mimeType": "text/plain+summary", "value": "7"}}]}, command)
    elif kind == "RequestKernelInfo":
        for kernel in KERNELS:
            tell("KernelInfoProduced", {"kernelInfo": info(kernel)}, command)
    else:
        tell("CommandFailed", {"message": f"Unknown command {kind}"}, command)
        return
    tell("CommandSucceeded", {}, command)


def work():
    global running
    while True:
        command = waiting.get()
        running = command
        cancelled.clear()
        (submit if command["commandType"] == "SubmitCode" else answer)(command)
        running = None


def main():
    if len(sys.argv) < 2 or sys.argv[1] != "stdio":
        sys.exit("Only stdio is run here.")
    threading.Thread(target=work, daemon=True).start()
    tell("KernelReady", {"kernelInfos": [info(kernel) for kernel in KERNELS]}, None)
    for line in sys.stdin:
        envelope = json.loads(line)
        if envelope.get("eventType") == "InputProduced":
            answers.put(envelope["event"]["value"])
        elif envelope.get("commandType") == "Cancel":
            if running is not None:
                tell("CommandFailed", {"message": "Command cancelled."}, running)
            cancelled.set()
            tell("CommandSucceeded", {}, envelope)
        elif envelope.get("commandType") == "Quit":
            return
        elif "commandType" in envelope:
            waiting.put(envelope)


main()
