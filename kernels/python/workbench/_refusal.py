"""The answer "no", in words for the person at the notebook."""


class Refusal(Exception):
    """The broker refused. ``code`` is stable; ``clause`` is the permit's clause that refused, or None."""

    def __init__(self, problem: dict, status: int):
        self.status = status
        self.code = problem.get("code", "unknown")
        self.clause = problem.get("clause")
        self.next_step = problem.get("nextStep")
        lines = [problem.get("detail") or problem.get("title") or f"The broker answered {status}."]
        if self.clause:
            lines.append(f"Permit {self.clause['permit']}, clause {self.clause['number']}: {self.clause['text']}")
        if self.next_step:
            lines.append(self.next_step)
        super().__init__("\n".join(lines))

    def _render_traceback_(self):
        # IPython asks for this: where in the library a refusal was noticed helps nobody.
        return [f"Refusal ({self.code}): {self}"]


class NoBroker(Exception):
    """There is no broker: this Python does not run in a session of a workbench."""
