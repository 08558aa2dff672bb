"""Write a folder of results whole or not at all, and the manifest that says how it was made."""

from __future__ import annotations

import contextlib
import csv
import errno
import glob
import hashlib
import io
import json
import os
import platform
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import pandas as pd

from workbench.schema import TABLES, require_choice

MANIFEST = "manifest.json"
FORMATS = ("csv", "parquet", "xlsx")
EXCEL_ROWS, EXCEL_COLUMNS, EXCEL_CELL = 1_048_576, 16_384, 32_767  # Microsoft: rows, columns, characters of a cell
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # OWASP: what a spreadsheet may take for the beginning of a formula
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")  # what XML cannot hold as it is, and the carriage return
_ABOUT = "docProps/core.xml"
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_MOVES = 5  # judgement: of runs that end in one folder at one moment, each tries again so often
_MADE_BY = "news-framing-workbench"
_ASIDE = "earlier results"
_PACKAGES = (
    "numpy",
    "pandas",
    "pyarrow",
    "scikit-learn",
    "scipy",
    "spacy",
    "textstat",
    "trafilatura",
    "vaderSentiment",
)


@contextmanager
def replace_folder(out: str | Path, *, keep_out_of: Path | None = None) -> Iterator[Path]:
    """Yield an empty folder that becomes `out` when the block ends well, and vanishes when it does not.

    What an earlier run wrote there is replaced; a folder with anything else in it is left alone. Drafts that a killed
    run left behind are cleared.

    Parameters
    ----------
    out : str or Path
        The folder to write; a link is followed.
    keep_out_of : Path, optional
        The folder of the articles: results must not lie in it, or the next run would read them.

    Raises
    ------
    ValueError
        If `out` is a file, a link to nothing, lies in `keep_out_of`, holds something that the workbench did not write,
        or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place, replace_folder(Path(place) / "run") as folder:
    ...     folder.is_dir()
    True
    """
    out = _check_place(Path(out).expanduser().absolute(), keep_out_of)
    _check_replaceable(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _clear_drafts(out)
        draft = Path(tempfile.mkdtemp(prefix=f".{out.name[:100]}-draft-{os.getpid()}-", dir=out.parent))
    except OSError as error:
        raise ValueError(
            f"out is {out}, which cannot be written ({error.strerror}). Name a folder where you may write."
        ) from error
    try:
        draft.chmod(0o755)
        yield draft
        _move_into_place(draft, out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check_place(out: Path, keep_out_of: Path | None) -> Path:
    if out.is_symlink() and not out.exists():
        raise ValueError(f"out is {out}, a link to a place that is not there. Remove the link, or name a folder.")
    out = out.resolve()
    if keep_out_of is not None and out.is_relative_to(keep_out_of.resolve()):
        raise ValueError(
            f"out is {out}, which lies in the folder of the articles; the next run would take the results for articles. "
            "Name a folder outside it."
        )
    return out


def _check_replaceable(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise ValueError(f"out is {out}, which is a file. Name a folder.")
    foreign = sorted(_list_files(out) - _list_own(out)) if out.is_dir() else []
    if foreign:
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""  # noqa: PLR2004  three names tell enough
        raise ValueError(
            f"out is {out}, a folder that holds files the workbench did not write ({', '.join(foreign[:3])}{more}); "
            "nothing was changed. Name a new folder, or move these files yourself."
        )


def _list_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir() or path.is_symlink()}


def _list_own(folder: Path) -> set[str]:
    """Return the files that an earlier run lists in its manifest; none where there is no manifest of ours."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return set()
    if not isinstance(manifest, dict) or manifest.get("made_by") != _MADE_BY:
        return set()
    files = manifest.get("files")
    return {MANIFEST, *(files if isinstance(files, dict) else ())}


def _clear_drafts(out: Path) -> None:
    """Remove the drafts of runs into `out` that are no longer alive; results they had put aside come back first."""
    for draft in out.parent.glob(f".{glob.escape(out.name[:100])}-draft-*"):
        pid = draft.name.rsplit("-", 2)[-2]
        if pid.isdigit() and not _is_alive(int(pid)):
            _put_back(draft, out)


def _put_back(draft: Path, out: Path) -> None:
    """Remove a draft; the earlier results that it holds come back where nothing has taken their place."""
    if (draft / _ASIDE).is_dir() and not out.exists():
        (draft / _ASIDE).rename(out)
    shutil.rmtree(draft, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _move_into_place(draft: Path, out: Path) -> None:
    """Put a finished draft in the place of what an earlier run, or one at the same time, left there."""
    for _ in range(_MOVES):
        _check_replaceable(out)
        old = Path(tempfile.mkdtemp(prefix=f".{out.name[:100]}-draft-{os.getpid()}-", dir=out.parent))
        try:
            with contextlib.suppress(FileNotFoundError):
                out.rename(old / _ASIDE)
            draft.rename(out)
        except OSError as error:  # another run was faster: its results are the earlier ones now
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        else:
            return
        finally:
            _put_back(old, out)
    raise ValueError(f"out is {out}, where other runs write at the same time. Name a folder of its own for each run.")


class _UnixRows:
    """A text file that ends rows with a line feed, whatever ends them on the way in.

    Python's writer quotes a lone carriage return only where the row end holds one; so rows are made with CR LF and the
    end is changed here. Without that a text with a lone CR would read back as two rows.
    """

    def __init__(self, file: TextIO) -> None:
        self.file = file

    def write(self, row: str) -> int:
        """Write one row."""
        return self.file.write(row.removesuffix("\r\n") + "\n")


def write_tables(
    tables: Mapping[str, pd.DataFrame], folder: str | Path, *, file_format: str = "csv", safe_cells: bool = False
) -> list[Path]:
    """Write each table as one file, byte for byte the same for the same tables.

    Parameters
    ----------
    tables : mapping
        Frames by the name that their file gets.
    folder : str or Path
        Where the files go; made where it is not there.
    file_format : str
        "csv", "parquet" or "xlsx".
    safe_cells : bool
        Put an apostrophe before each text in CSV that begins with = + - @ or a tab, so that no spreadsheet takes it for
        a formula; such a file is for a spreadsheet, not for `read_table`. In .xlsx text is always marked as text, and
        needs no apostrophe; parquet holds no formulas.

    Returns
    -------
    list of Path
        The files written, in the order of `tables`.

    Raises
    ------
    ValueError
        If `file_format` is not one of `FORMATS`, a number is infinite, or a table is larger than .xlsx can hold.

    Notes
    -----
    Without `safe_cells` text stands in CSV as it is: a cell that begins with "=" is text to `read_table`, and may be a
    formula to a spreadsheet.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     path = write_tables({"words": pd.DataFrame({"term": ["=1+1", "a"]})}, place, safe_cells=True)[0]
    ...     path.read_text().splitlines()
    ['term', "'=1+1", 'a']
    """
    require_choice(file_format, FORMATS, name="format")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, table in tables.items():
        path = folder / f"{name}.{file_format}"
        _refuse_infinite(table, name=name)
        if file_format == "csv":
            with path.open("w", encoding="utf-8", newline="") as file:
                written = _quote_formulas(table) if safe_cells else table
                written.to_csv(_UnixRows(file), index=False, lineterminator="\r\n")
        elif file_format == "xlsx":
            path.write_bytes(_make_workbook(table, name=name))
        else:
            table.to_parquet(path, index=False)
        paths.append(path)
    return paths


def _refuse_infinite(table: pd.DataFrame, *, name: str) -> None:
    """Refuse a number that is infinite: undefined is NaN, and no spreadsheet reads "inf"."""
    for column in table.columns[[pd.api.types.is_float_dtype(dtype) for dtype in table.dtypes]]:
        found = table[column].to_numpy(dtype="float64", na_value=np.nan)
        if np.isinf(found).any():
            row = int(np.isinf(found).argmax())
            raise ValueError(f"the table {name} has an infinite number in row {row + 1}, column {column}. Report this.")


def _quote_formulas(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with an apostrophe before what a spreadsheet may run."""
    quoted = {column: table[column].map(_quote_formula) for column in table if not _holds_numbers(table[column])}
    return table.assign(**quoted).rename(columns=_quote_formula)


def _holds_numbers(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values) or pd.api.types.is_datetime64_any_dtype(values)


def _quote_formula(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _make_workbook(table: pd.DataFrame, *, name: str) -> bytes:
    """Return a table as an .xlsx in which every text is a text and nothing a formula, the same bytes each time."""
    from openpyxl import Workbook

    if len(table) >= EXCEL_ROWS or len(table.columns) > EXCEL_COLUMNS:
        raise ValueError(
            f"the table {name} has {len(table):,} rows and {len(table.columns):,} columns; .xlsx holds "
            f"{EXCEL_ROWS - 1:,} rows and {EXCEL_COLUMNS:,} columns. Write it as csv or parquet."
        )
    _refuse_cut(table, name=name)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])  # Excel allows no longer title
    sheet.append([_make_cell(sheet, column) for column in table.columns])
    for row in table.astype(object).where(table.notna(), None).itertuples(index=False, name=None):
        sheet.append([_make_cell(sheet, value) for value in row])
    packed = io.BytesIO()
    book.save(packed)
    return _undate_package(packed.getvalue())


def _refuse_cut(table: pd.DataFrame, *, name: str) -> None:
    texts = (table[column] for column in table if not _holds_numbers(table[column]))
    longest = max((len(_write_escapes(str(value))) for values in texts for value in values.unique()), default=0)
    if longest > EXCEL_CELL:
        raise ValueError(
            f"the table {name} has a text of {longest:,} characters; .xlsx holds {EXCEL_CELL:,} in a cell and would cut "
            f"it. Write it as csv or parquet, or leave this table out."
        )


def _write_escapes(words: str) -> str:
    return _CONTROLS.sub(lambda match: f"_x{ord(match.group()):04X}_", words.replace("_x", "_x005F_x"))


def _make_cell(sheet: Any, value: object) -> object:
    from openpyxl.cell import WriteOnlyCell

    if value is None or isinstance(value, bool | int | float):
        return value
    words = _write_escapes(str(value))
    cell = WriteOnlyCell(sheet, value=words)
    cell.data_type = "s"  # by itself it takes "=1+1" for a formula
    cell.quotePrefix = words.startswith(_FORMULA)  # still a text when a person edits the cell
    return cell


def _undate_package(raw: bytes) -> bytes:
    """Return an office package without the moment at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in sorted(old.namelist()):
            content = (
                _MOMENT.sub(rb"\g<1>2000-01-01T00:00:00Z", old.read(entry)) if entry == _ABOUT else old.read(entry)
            )
            new.writestr(zipfile.ZipInfo(entry), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read_table(path: str | Path) -> pd.DataFrame:
    r"""Return a table that `write_tables` wrote, text as text: "NA" and "007" stay as they are.

    Returns
    -------
    DataFrame
        The rows as written; an empty cell is NaN. Columns known to `schema.TABLES` have the dtypes stated there.

    Raises
    ------
    ValueError
        If the file is neither .csv nor .parquet nor .xlsx.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     read_table(write_tables({"words": pd.DataFrame({"term": ["NA", "a\rb"]})}, place)[0]).term.tolist()
    ['NA', 'a\rb']
    """
    path = Path(path)
    require_choice(path.suffix.lstrip("."), FORMATS, name="format")
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    known = TABLES.get(path.stem, {})
    if path.suffix == ".xlsx":
        return _read_workbook(path, known)
    with path.open(encoding="utf-8", newline="") as file:
        head = next(csv.reader(file), [])
    dtypes = {column: known.get(column) for column in head if known.get(column)}
    return pd.read_csv(path, dtype=dtypes, keep_default_na=False, na_values=[""], encoding="utf-8", lineterminator="\n")


def _read_workbook(path: Path, known: Mapping[str, object]) -> pd.DataFrame:
    from openpyxl.utils.escape import unescape

    def read(value: object) -> object:
        return unescape(value) if isinstance(value, str) else value

    table = pd.read_excel(path, dtype=object, keep_default_na=False, na_values=[""]).infer_objects()
    for column in table.columns[[not pd.api.types.is_numeric_dtype(dtype) for dtype in table.dtypes]]:
        table[column] = table[column].map(read)
    table = table.rename(columns=read)
    return table.astype({column: dtype for column, dtype in known.items() if column in table})


def make_manifest(articles: pd.DataFrame, *, corpus: str, parameters: Mapping, parser: Mapping) -> dict:
    """Return what is needed to make the same numbers again.

    Needs the columns article_id, source_file and sha256 of the articles table.

    Returns
    -------
    dict
        made_by, version, corpus, inputs (id, file name, sha256), parameters, parser (name, version, hash of the
        model), python, packages (name to version) and git_revision (null outside a checkout). No date and no path
        of the machine, so that two runs agree to the byte.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "source_file": ["a.txt"], "sha256": ["0"]})
    >>> make_manifest(articles, corpus="x", parameters={"seed": 1}, parser={})["inputs"]
    [{'article_id': 'a', 'source_file': 'a.txt', 'sha256': '0'}]
    """
    inputs = articles[["article_id", "source_file", "sha256"]].copy()
    inputs["source_file"] = [Path(name).name for name in inputs["source_file"]]
    return {
        "made_by": _MADE_BY,
        "version": metadata.version("news-framing-workbench"),
        "corpus": corpus,
        "inputs": inputs.to_dict("records"),
        "parameters": dict(parameters),
        "parser": dict(parser),
        "python": platform.python_version(),
        "packages": {name: metadata.version(name) for name in _PACKAGES},
        "git_revision": _git_revision(),
    }


def _git_revision() -> str | None:
    root = Path(__file__).resolve().parents[1]
    if not (root / ".git").exists():
        return None
    command = ["git", "-C", str(root), "rev-parse", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - a fixed command
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def write_manifest(manifest: Mapping, folder: str | Path) -> Path:
    """Write `manifest` as JSON with a hash of every other file in `folder`; call it last.

    Returns
    -------
    Path
        The file written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     write_manifest({"made_by": "x"}, place).name
    'manifest.json'
    """
    folder = Path(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    hashes = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    path = folder / MANIFEST
    text = json.dumps({**manifest, "files": hashes}, indent=2, ensure_ascii=False, sort_keys=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return path
