"""Values of a Python child kernel on their way to other languages and back.

The .NET kernel runs this once, unseen, when it starts the child. Tables travel as files of columns
(kernels/dotnet/Workbench.Kernel/Sharing/Tables/ColumnFile.cs describes them), everything else as JSON.
"""

import asyncio
import datetime
import json
import math
import signal

# ipykernel stops awaited code by a callback that its signal handler adds to the event loop; a loop that sleeps does not notice
# until something else wakes it. A handler of the loop's own, for any signal, makes all signals wake it.
asyncio.get_event_loop().add_signal_handler(signal.SIGUSR2, lambda: None)

_MAGIC = b"WBCOLS1\n"
_NUMBERS = {"bool": "u1", "int32": "<i4", "int64": "<i8", "float64": "<f8", "date": "<i8", "time": "<i8"}


def _variables():
    return get_ipython().user_ns  # noqa: F821  (IPython puts it into builtins)


def _frame_type():
    import sys
    pandas = sys.modules.get("pandas")
    return pandas.DataFrame if pandas else ()


def variables() -> list:
    """What the user has set: names, types, shapes and short texts."""
    shell = get_ipython()  # noqa: F821
    found = []
    for name, value in list(shell.user_ns.items()):
        if name.startswith("_") or name in shell.user_ns_hidden or type(value).__name__ in ("module", "function", "type", "builtin_function_or_method"):
            continue
        shape = getattr(value, "shape", None)
        if isinstance(shape, tuple):
            shape = " × ".join(str(one) for one in shape) or None
        else:
            shape = str(len(value)) if isinstance(value, (list, tuple, dict, set)) else None
        try:
            preview = " ".join(repr(value if not isinstance(value, (list, dict)) or len(value) < 50 else type(value)).split())[:200]
        except Exception as error:
            preview = f"({type(error).__name__} while it was formatted)"
        found.append({"name": name, "type": type(value).__name__, "shape": shape, "preview": preview})
    return found


def give(name: str, path: str) -> dict:
    """The value of a variable: a table goes into the file, anything else into the answer."""
    values = _variables()
    if name not in values:
        return {"kind": "missing"}
    value = values[name]
    try:
        if isinstance(value, _frame_type() or ()):
            _write_table(value, path)
            return {"kind": "table"}
        return {"kind": "json", "document": json.dumps(_plain(value), ensure_ascii=False, allow_nan=False)}
    except (TypeError, ValueError) as error:
        return {"kind": "refused", "reason": f"'{name}' of type {type(value).__name__} cannot go to another language: {error}"}


def answer(content, path: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file)


def take_json(name: str, path: str) -> None:
    with open(path, encoding="utf-8-sig") as file:
        _variables()[name] = json.load(file)


def take_table(name: str, path: str) -> None:
    """Sets a pandas DataFrame."""
    try:
        import numpy
        import pandas
    except ImportError:
        raise ImportError("tables come as pandas DataFrames, and pandas is not installed here; ask for python3-pandas") from None
    with open(path, "rb") as file:
        if file.read(8) != _MAGIC:
            raise ValueError("this is no file of columns")
        size = int.from_bytes(file.read(8), "little")
        header = json.loads(file.read(size))
        start, rows = 16 + size, header["rows"]
        columns = {}
        for column in header["columns"]:
            kind = column["type"]
            missing = None
            if column["missing"] is not None:
                missing = numpy.fromfile(path, "u1", rows, offset=start + column["missing"][0]).astype(bool)
            if kind == "text":
                file.seek(start + column["values"][0])
                values = numpy.empty(rows, object)
                values[:] = file.read(column["values"][1]).decode("utf-8").split("\0")[:rows]
                if missing is not None:
                    values[missing] = None
            else:
                values = numpy.fromfile(path, _NUMBERS[kind], rows, offset=start + column["values"][0])
                values = _typed(values, kind, missing, numpy, pandas)
            columns[column["name"]] = values
    _variables()[name] = pandas.DataFrame(columns, copy=False)


def _typed(values, kind, missing, numpy, pandas):
    if kind in ("date", "time"):
        values = values.astype("datetime64[us]").astype("datetime64[ns]")
        if missing is not None:
            values[missing] = numpy.datetime64("NaT")
    elif kind == "bool":
        values = values.astype(bool)
        values = values if missing is None else pandas.arrays.BooleanArray(values, missing)
    elif missing is not None:
        if kind == "float64":
            values[missing] = numpy.nan
        else:
            values = pandas.arrays.IntegerArray(values, missing)
    return values


def _write_table(frame, path: str) -> None:
    buffers, columns, position = [], [], 0

    def add(data: bytes) -> list:
        nonlocal position
        place = [position, len(data)]
        padding = -len(data) % 8
        buffers.append(data + b"\0" * padding)
        position += len(data) + padding
        return place

    for position_of_column, name in enumerate(frame.columns):
        series = frame.iloc[:, position_of_column]
        kind, values = _values(series)
        missing = series.isna().to_numpy()
        columns.append({
            "name": str(name), "type": kind, "values": add(values),
            "missing": add(missing.astype("u1").tobytes()) if missing.any() else None,
        })
    header = json.dumps({"rows": len(frame), "columns": columns}, ensure_ascii=False).encode()
    header += b" " * (-len(header) % 8)
    with open(path, "wb") as file:
        file.write(_MAGIC + len(header).to_bytes(8, "little") + header)
        for buffer in buffers:
            file.write(buffer)


def _values(series) -> tuple:
    import numpy
    kind = series.dtype.kind if isinstance(series.dtype, numpy.dtype) else "?"
    extension = str(series.dtype).lower()
    if kind == "b" or extension == "boolean":
        return "bool", series.fillna(False).astype(bool).to_numpy().astype("u1").tobytes()
    if kind in "iu" or extension.startswith(("int", "uint")):
        small = series.dtype.itemsize < 4 or extension == "int32"
        return ("int32", series.fillna(0).to_numpy("<i4").tobytes()) if small else ("int64", series.fillna(0).to_numpy("<i8").tobytes())
    if kind == "f" or extension.startswith("float"):
        return "float64", series.to_numpy("<f8", na_value=numpy.nan).tobytes()
    if kind == "M" or extension.startswith("datetime64"):
        naive = series.dt.tz_convert("UTC").dt.tz_localize(None) if getattr(series.dtype, "tz", None) is not None else series
        return "time", naive.to_numpy("datetime64[us]").astype("<i8").tobytes()
    texts = ["" if missing else str(value) for value, missing in zip(series, series.isna())]
    joined = "\0".join(texts)
    if joined.count("\0") != max(0, len(texts) - 1):
        raise ValueError(f"the column {series.name} has texts with a zero character")
    return "text", (joined + "\0").encode("utf-8") if texts else b""


def _plain(value):
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(one) for one in value]
    if isinstance(value, (datetime.date, datetime.datetime, datetime.time)):
        return value.isoformat()
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    raise TypeError(f"{type(value).__name__} is neither a number, a text, a list, a dict nor a table")
