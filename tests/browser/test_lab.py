"""A reader's way through a page: open it in JupyterLab, run all, move one control, see the view change; all offline."""

import contextlib
import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "notebooks" / ".jupyter" / "user-settings"
LOCAL = ("http://127.0.0.1", "http://localhost", "ws://127.0.0.1", "data:", "blob:", "about:")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WAIT = 60_000

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt-get install chromium)"),
]


def _free_port():
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


def _answers(port):
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        asking.request("GET", "/api/status")
        return asking.getresponse().status < http.client.INTERNAL_SERVER_ERROR
    except OSError:
        return False
    finally:
        asking.close()


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab on a copy of the notebooks, with the settings that `make lab` uses."""
    home = tmp_path_factory.mktemp("lab")
    pages = home / "pages"
    pages.mkdir()
    for page in (ROOT / "notebooks").glob("*.ipynb"):
        shutil.copy(page, pages)
    port = _free_port()
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", f"--port={port}"]
    command += ["--ServerApp.port_retries=0", "--IdentityProvider.token=", f"--ServerApp.root_dir={pages}"]
    command += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    folders = {name: str(home / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    shutil.copytree(SETTINGS, home / "settings")
    environment = {**os.environ, **folders, "JUPYTERLAB_SETTINGS_DIR": str(home / "settings")}
    address = f"http://127.0.0.1:{port}"
    with (home / "lab.log").open("w") as log, _server(command, log, environment) as server:
        deadline = time.monotonic() + 60
        while not _answers(port):
            if server.poll() is not None or time.monotonic() > deadline:
                pytest.fail("JupyterLab did not start: " + (home / "lab.log").read_text()[-800:])
            time.sleep(0.2)
        yield address


@contextlib.contextmanager
def _server(command, log, environment):
    server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment)
    try:
        yield server
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(10)


@pytest.fixture
def page(tmp_path):
    """A fresh browser that refuses and records every request that would leave the machine."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install -e .[dev])")
    with api.sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            tmp_path / "profile", executable_path=CHROMIUM, args=FLAGS, viewport={"width": 1280, "height": 1000}
        )
        context.outside = []

        def gate(route):
            if route.request.url.startswith(LOCAL):
                route.continue_()
            else:
                context.outside.append(route.request.url)
                route.abort()

        context.route("**/*", gate)
        yield context.pages[0] if context.pages else context.new_page()
        context.close()


def _open_and_run(page, address, name):
    page.goto(f"{address}/lab/tree/{name}?reset")
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for(timeout=WAIT)
    # a "Run All" before the kernel is connected is lost without a word
    page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(timeout=WAIT)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.locator(".lm-Menu-item[data-command='runmenu:run-all']").click()


def test_run_all_then_a_control_changes_the_view_and_nothing_leaves_the_machine(lab, page):
    _open_and_run(page, lab, "01_corpus.ipynb")
    box = page.locator(".widget-vbox").filter(has_text="What stands where in the text")
    box.wait_for(timeout=WAIT)
    box.get_by_text("· every zone ·").wait_for(state="attached", timeout=WAIT)
    assert "[byline]" in box.text_content()
    box.scroll_into_view_if_needed()
    box.get_by_label("Show").select_option("body")
    box.get_by_text("· body ·").wait_for(timeout=WAIT)
    assert "[body]" in box.text_content()
    assert "[byline]" not in box.text_content()
    assert page.get_by_role("button", name="No", exact=True).count() == 0, "the news pop-up is shown"
    assert page.context.outside == []


def test_keys_typed_in_a_control_of_a_box_stay_in_it_and_tab_leads_out(lab, page):
    _open_and_run(page, lab, "01_corpus.ipynb")
    box = page.locator(".news-explorer").filter(has_text="What stands where in the text")
    box.get_by_text("· every zone ·").wait_for(state="attached", timeout=WAIT)
    page.locator(".jp-InputPrompt", has_text="*").first.wait_for(state="detached", timeout=WAIT)
    box.scroll_into_view_if_needed()
    cells = page.locator(".jp-Cell")
    before, zone = cells.count(), box.get_by_label("Show")
    zone.focus()
    page.keyboard.press("ArrowDown")
    box.get_by_text("· all but body ·").wait_for(timeout=WAIT)
    for key in "xmab":  # cut, to text, insert above, insert below: what JupyterLab would do with them
        page.keyboard.press(key)
    assert box.is_visible()
    assert cells.count() == before
    assert zone.evaluate("control => control === document.activeElement")
    page.keyboard.press("Tab")
    assert not zone.evaluate("control => control === document.activeElement")
