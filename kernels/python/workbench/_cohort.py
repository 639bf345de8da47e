"""Cohorts as a notebook sees them."""

import io
import json

from . import _broker, _images


class CohortList(list):
    """A list of dicts (name, title, disease, patients, version, tables, access, permit, ...) that shows as a table."""

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in ("name", "title", "patients", "version", "access"))
        rows = "".join(
            "<tr>" + "".join(f"<td>{_escape(cohort.get(name))}</td>" for name in ("name", "title", "patients", "version", "access")) + "</tr>"
            for cohort in self)
        return f'<div class="wb-table"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def cohorts() -> CohortList:
    """All cohorts, with ``access`` 'none', 'requested' or 'granted' for you."""
    return CohortList(_broker.get_json("cohorts")["cohorts"])


def open(name: str, version: int | None = None) -> "Cohort":
    """Opens a cohort that you have a permit for; the newest version that the permit covers unless one is named."""
    return Cohort(_broker.get_json("cohorts", name, version=version))


class Cohort:
    """One version of a cohort. The version is fixed when the cohort is opened; the permit is checked at every read."""

    def __init__(self, schema: dict):
        self.schema = schema
        self.name = schema["name"]
        self.version = schema["version"]
        self.level = schema["level"]

    @property
    def tables(self) -> list:
        """Names of the tables that the permit lets through."""
        return [table["name"] for table in self.schema["tables"]]

    def columns(self, table: str | None = None) -> list:
        """Dictionary of a table: a list of dicts (name, type, unit, meaning, missing, role)."""
        return self._table(table)["columns"]

    def describe(self, table: str | None = None) -> dict:
        """Figures per column, computed by the broker; small groups are suppressed at level 'aggregate'."""
        return _broker.get_json("cohorts", self.name, "describe", table=table, version=self.version)

    def rows(self, table: str | None = None, columns: list | None = None, filter: str | None = None, limit: int | None = None) -> list:
        """Rows as a list of dicts; a missing value is None. ``filter`` is a condition such as ``"age >= 60"``."""
        answer = json.loads(self._read("application/json", table, columns, filter, limit))
        return answer["rows"] if isinstance(answer, dict) else answer

    def to_frame(self, table: str | None = None, columns: list | None = None, filter: str | None = None, limit: int | None = None):
        """Rows as a pandas DataFrame, one row per row of the table; dates as datetime64, missing values as NaN or NaT."""
        try:
            import pandas
        except ImportError:
            raise ImportError("to_frame needs pandas, which is not installed on this workbench; use rows(), "
                              "or ask the administrator for python3-pandas.") from None
        table = self._table(table)["name"]
        try:
            import pyarrow  # noqa: F401  (the faster way where it is there)
        except ImportError:
            text = io.BytesIO(self._read("text/csv", table, columns, filter, limit))
            dates = [column["name"] for column in self.columns(table)
                     if column["type"].startswith(("DATE", "TIMESTAMP")) and (columns is None or column["name"] in columns)]
            return pandas.read_csv(text, keep_default_na=False, na_values=[""], parse_dates=dates)
        return pandas.read_parquet(io.BytesIO(self._read("application/vnd.apache.parquet", table, columns, filter, limit)))

    @property
    def images(self):
        """The images that the permit lets through, read anew at each call; pixels travel when they are asked for. It takes level images."""
        return _images.read(self)

    def __repr__(self) -> str:
        tables = ", ".join(f"{table['name']} ({table['rows']} rows)" for table in self.schema["tables"])
        return f"<cohort {self.name} v{self.version}, level {self.level}: {tables}>"

    def _table(self, name: str | None) -> dict:
        tables = self.schema["tables"]
        # The table of images lists files; whoever asks for "the rows" means the other one.
        rows = [table for table in tables if table["name"] != "images"]
        if name is None and len(rows) == 1:
            return rows[0]
        for table in tables:
            if table["name"] == name:
                return table
        raise ValueError(f"Name one of the tables of {self.name}: {', '.join(self.tables)}.")

    def _read(self, accept: str, table, columns, filter, limit) -> bytes:
        return _broker.get("cohorts", self.name, "tables", self._table(table)["name"], accept=accept,
                           columns=",".join(columns) if columns else None, filter=filter, limit=limit, version=self.version)[0]


def _escape(value) -> str:
    import html
    return html.escape("" if value is None else str(value))
