"""Make `.venv` with what a make target needs: python tools/setup_env.py EXTRA[,EXTRA] (standard library only).

Writes `.venv/.ready-EXTRAS` when all is installed, so that make sees there is nothing left to do.
"""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENV = ROOT / ".venv"
LEAST, BELOW = (3, 11), (3, 15)


def main(extras: str) -> None:
    """Make the environment, or say in a sentence why not."""
    found = sys.version_info[:2]
    if not LEAST <= found < BELOW:
        sys.exit(
            f"Python {found[0]}.{found[1]} was found; the workbench needs 3.11 to 3.14. "
            "Install one of these and run, for example: make PYTHON=python3.12 ..."
        )
    python = ENV / "bin" / "python"
    if not python.exists():
        print(f"Making {ENV.name} with Python {found[0]}.{found[1]} ...", flush=True)
        try:
            venv.create(ENV, with_pip=True, clear=True)
        except subprocess.CalledProcessError:
            sys.exit("This Python has no venv or pip. On Debian and Ubuntu: apt install python3-venv, then again.")
    print(f"Installing the workbench ({extras}); the first time this takes a minute or two ...", flush=True)
    install = [python, "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    wanted = ["--constraint", ROOT / "constraints.txt", "--editable", f"{ROOT}[{extras}]"]
    _run_with_progress([*install, *wanted])
    (ENV / f".ready-{extras}").touch()
    print("Installed.", flush=True)


def _run_with_progress(command: list) -> None:
    """Run pip, showing a dot for every package it turns to and its words only if it fails."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith("Collecting"):
            print(".", end="", flush=True)
        elif line.startswith("Installing collected"):
            print(" unpacking", end="", flush=True)
    print(flush=True)
    if process.wait():
        sys.exit(f"{''.join(said)}\nThe installation failed; what pip said stands above.")


if __name__ == "__main__":
    main(sys.argv[1])
