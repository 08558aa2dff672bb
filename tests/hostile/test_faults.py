"""Killed runs, full disks, folders that cannot be written, two runs at once, damaged caches: old results survive."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest

from workbench.cli import main
from workbench.corpus import CorpusError, load_corpus
from workbench.study import open_study

pytestmark = pytest.mark.slow
STORY = 'The quay reopened on Monday, the mayor said. "We are glad," she told reporters. Nobody was hurt.\n'
QUICK = ["--resamples", "100", "--shuffles", "3", "--tables", "terms,sources"]
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def quay(tmp_path):
    folder = tmp_path / "quay"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(STORY * 3, encoding="utf-8")
    return folder


def command(*arguments):
    return [sys.executable, "-m", "workbench.cli", *map(str, arguments)]


def run(*arguments, **options):
    done = subprocess.run(command(*arguments), capture_output=True, text=True, timeout=120, check=False, **options)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def snapshot(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_twenty_kills_at_random_moments_leave_old_results_and_the_next_run_clears_up(quay, tmp_path):
    out = tmp_path / "out"
    assert run("analyse", quay, "--out", out, *QUICK).returncode == 0
    before, rng = snapshot(out), random.Random(7)  # noqa: S311
    start = time.monotonic()
    run("analyse", quay, "--out", out, *QUICK)
    whole = time.monotonic() - start
    for _ in range(20):
        process = subprocess.Popen(
            command("analyse", quay, "--out", out, *QUICK), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(rng.uniform(0.05, whole))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert snapshot(out) == before
    assert run("analyse", quay, "--out", out, *QUICK).returncode == 0
    assert snapshot(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "quay"]


def test_twenty_kills_of_a_report_leave_the_old_one_and_the_next_clears_up(quay, tmp_path, project_root):
    script = project_root / "tests" / "hostile" / "killed_report.py"
    done = subprocess.run(
        [sys.executable, str(script), str(quay), str(tmp_path / "out"), "20"],
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
        env={**os.environ, "PYTHONPATH": str(project_root)},
    )
    assert done.stdout.split() == ["20", "1", "0"], done.stderr[-2000:]


def test_stopping_by_hand_is_one_sentence(quay, tmp_path):
    process = subprocess.Popen(
        command("analyse", quay, "--out", tmp_path / "out", "--shuffles", "1000000"),
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  a run in the background inherits "ignore"
    )
    try:
        time.sleep(6)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
    finally:
        process.kill()
    assert "stopped by hand; nothing was written" in told
    assert "Traceback" not in told
    assert not (tmp_path / "out").exists()


def test_a_full_disk_is_one_sentence_and_leaves_old_results(quay, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        [shutil.which("mount") or "mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(small)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no small file system can be mounted here")
    try:
        done = run("analyse", quay, "--out", small / "out", *QUICK)
        assert done.returncode == 2
        assert "No space left on device" in done.stderr
        assert list(small.iterdir()) == []
    finally:
        subprocess.run([shutil.which("umount") or "umount", str(small)], check=False)


def test_a_file_system_that_may_only_be_read_is_one_sentence(quay, tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir()
    mount = shutil.which("mount") or "mount"
    mounted = subprocess.run([mount, "-t", "tmpfs", "-o", "ro", "tmpfs", str(locked)], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no file system that may only be read can be mounted here")
    try:
        for command_name in ("analyse", "report"):
            done = run(command_name, quay, "--out", locked / "out")
            assert done.returncode == 2
            assert "cannot be written (Read-only file system)" in done.stderr
    finally:
        subprocess.run([shutil.which("umount") or "umount", str(locked)], check=False)


@pytest.mark.skipif(AS_ROOT, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_is_one_sentence(quay, tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    done = run("analyse", quay, "--out", locked / "out", *QUICK)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_two_runs_into_one_folder_leave_one_whole_result(quay, tmp_path):
    out = tmp_path / "out"
    both = [
        subprocess.Popen(command("analyse", quay, "--out", out, *QUICK), stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate(timeout=120)[1] for process in both]
    assert 0 in [process.returncode for process in both]
    assert not any("Traceback" in text for text in told)
    assert {"manifest.json", "sources.csv", "terms.csv"} <= {path.name for path in out.iterdir()}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "quay"]


def test_a_damaged_or_unwritable_cache_changes_nothing(quay, tmp_path):
    cache, plain = tmp_path / "cache", tmp_path / "plain"
    with_cache = {**os.environ, "WORKBENCH_CACHE": str(cache)}
    assert run("analyse", quay, "--out", plain, *QUICK, env=with_cache).returncode == 0
    for path in [path for path in cache.rglob("*") if path.is_file()]:
        path.write_bytes(path.read_bytes()[:50] + b"\x00" * 50)
    assert run("analyse", quay, "--out", tmp_path / "damaged", *QUICK, env=with_cache).returncode == 0
    shutil.rmtree(cache)
    cache.write_text("a file where the cache should be")
    assert run("analyse", quay, "--out", tmp_path / "unwritable", *QUICK, env=with_cache).returncode == 0
    assert snapshot(plain) == snapshot(tmp_path / "damaged") == snapshot(tmp_path / "unwritable")


@pytest.mark.parametrize("language", ["C", "C.UTF-8", "POSIX"])
def test_names_in_any_script_under_any_locale_and_without_a_home(quay, tmp_path, language, project_root):
    (quay / "Причал 波止場.txt").write_text(STORY, encoding="utf-8")
    bare = {
        "PATH": os.environ["PATH"],
        "LC_ALL": language,
        "PYTHONIOENCODING": "ascii",
        "PYTHONPATH": str(project_root),
    }
    done = run("analyse", quay, "--out", tmp_path / "out", "--tables", "articles", env=bare)
    assert done.returncode == 0, done.stderr
    assert "Причал 波止場" in pd.read_csv(tmp_path / "out" / "articles.csv")["article_id"].tolist()
    shown = run("check", quay, env=bare)
    assert shown.returncode == 0, shown.stderr


def test_a_name_cannot_steer_the_terminal(quay):
    (quay / "red\x1b[31m.txt").write_bytes(b"")
    done = run("check", quay)
    assert "\x1b" not in done.stderr + done.stdout
    assert "\\x1b[31m" in done.stderr


def test_results_are_refused_among_the_articles(quay):
    done = run("analyse", quay, "--out", quay / "results", *QUICK)
    assert done.returncode == 2
    assert "lies in the folder of the articles" in done.stderr
    assert sorted(path.name for path in quay.iterdir()) == ["a.txt", "b.txt", "c.txt"]


BAD_ROWS = [
    "action,article_id,start,end,coder\n",
    "action;article_id;start;end;coder\ndelete;zz;0;5;ab\n",
    "ACTION\tArticle_ID \tstart\tend\tcoder\ndelete\ta\tx\ty\tab\n",
    "action,article_id\ndelete,a\n",
    "action,article_id,start,end,coder,colour\n",
    "action,article_id,start,end,coder\nadd,a,0,99999,ab\n",
    'action,article_id,start,end,coder\n"add,a,0\n',
    "action,article_id,start,end,coder\ndelete,a,0,3,ab\ndelete,a,0,3,ab\n",
    f"action,article_id,start,end,coder\nadd,a,0,{'9' * 5000},ab\n",
    "\ufeffaction,article_id,start,end,coder\nadd,a,0,9,\x1b[31m\nsing,a,0,9,ab\n",
    "",
    "\x00\xff",
]


@pytest.mark.parametrize("content", BAD_ROWS, ids=range(len(BAD_ROWS)))
def test_a_faulty_file_of_corrections_keeps_nothing_else_out(quay, tmp_path, capsys, content):
    (quay / "attributions.csv").write_text(content, encoding="utf-8")
    told = main(["analyse", str(quay), "--out", str(tmp_path / "out"), "--tables", "attributions,corrections"])
    shown = capsys.readouterr().err
    assert len(pd.read_csv(tmp_path / "out" / "attributions.csv"))
    assert told == (0 if content == BAD_ROWS[0] else 2), shown
    assert "\x1b" not in shown.replace("\x1b[A", "")
    main(["check", str(quay)])
    assert ("corrections" in capsys.readouterr().err) or "delete,a,0,3" in content or content == BAD_ROWS[0]


def test_good_corrections_are_applied_beside_a_bad_one(quay, tmp_path, capsys):
    rows = "action;article_id;start;end;coder;source_name\nadd;a;0;20;ab;Mayor\nadd;nobody;0;20;ab;Mayor\n"
    (quay / "attributions.csv").write_text(rows)
    assert main(["analyse", str(quay), "--out", str(tmp_path / "out"), "--tables", "attributions,corrections"]) == 2
    assert "corrections, row 2: article_id is 'nobody', which is not in the corpus" in capsys.readouterr().err
    assert pd.read_csv(tmp_path / "out" / "corrections.csv")["action"].tolist() == ["add", "not applied"]
    assert "ab" in pd.read_csv(tmp_path / "out" / "attributions.csv")["coder"].tolist()


def test_the_debug_switch_shows_where_it_went_wrong_and_nothing_else_does(quay, monkeypatch, capsys):
    def fail(*_, **__):
        raise ZeroDivisionError("unforeseen")

    monkeypatch.setattr("workbench.corpus.formats.tables.read_sheets", fail)
    (quay / "t.csv").write_text("id,text\n1,The quay is shut.\n")
    assert main(["check", str(quay)]) == 2
    told = capsys.readouterr().err
    assert "t.csv could not be read (ZeroDivisionError: unforeseen)" in told
    assert "WORKBENCH_DEBUG=1 shows where it failed" in told
    assert "Traceback" not in told
    monkeypatch.setenv("WORKBENCH_DEBUG", "1")
    main(["check", str(quay)])
    assert "Traceback" in capsys.readouterr().err


def test_links_out_of_the_folder_are_followed_only_when_asked(quay, tmp_path, capsys):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "d.txt").write_text(STORY)
    (quay / "more").symlink_to(tmp_path / "outside")
    (quay / "e.txt").symlink_to(tmp_path / "outside" / "d.txt")
    assert main(["check", str(quay)]) == 2
    assert "e.txt is a link to a place outside the folder; it was not followed" in capsys.readouterr().err
    assert load_corpus(quay).articles["article_id"].tolist() == ["a", "b", "c"]
    assert main(["check", str(quay), "--follow-links"]) == 0
    assert load_corpus(quay, follow_links=True).articles["article_id"].tolist() == ["a", "b", "c", "d", "e"]


def test_more_problems_than_a_sentence_holds_are_counted(tmp_path):
    for number in range(8):
        (tmp_path / f"{number}.txt").touch()
    with pytest.raises(CorpusError, match=r"remove it\. 3 more could not be read\.$"):
        load_corpus(tmp_path)


def test_no_table_holds_an_infinite_number(tmp_path):
    texts = ["Yes.", "The quay, the mayor said, is shut.", "1 2 3 4 5.", "a " * 500, "Вход закрыт.", STORY * 20]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    study = open_study(tmp_path, min_words=1, min_sentences=1, n_resamples=100, n_shuffles=3)
    for name in study.choose_tables():
        numbers = study[name].select_dtypes("number").astype("float64")
        assert not np.isinf(numbers.to_numpy()).any(), name
