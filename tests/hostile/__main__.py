# ruff: noqa: T201 - it prints
"""Print what comes of every hostile input: `python tests/hostile` (or `make hostile`), in about two minutes.

One line for each format: inputs, how they ended, articles, characters and offsets checked, the longest run in seconds of
the processor; below, the peak of memory, and every input that broke a promise.
"""

import resource
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
import generator  # noqa: E402 - found through the line above
import test_hostile  # noqa: E402


def run(case, counts):
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        case.build(root)
        path = Path(case.source) if case.source.startswith("/") else root / case.source
        began = time.process_time()
        corpus, refusal = test_hostile.load(path)
        counts["longest"] = max(counts["longest"], time.process_time() - began)
        if corpus is None:
            counts["refused"] += bool(refusal)
            return
        test_hostile.check_offsets(corpus)
        test_hostile.check_nothing_is_lost(corpus, path)
        test_hostile.check_characters(corpus)
        test_hostile.check_what_it_gives(corpus, case.gives)
        told = len(corpus.problems) or len(corpus.warnings)
        counts["with a word" if told else "whole"] += 1
        counts["articles"] += len(corpus.articles)
        counts["offsets"] += 2 * (len(corpus.blocks) + len(corpus.warnings))


def main():
    families, broken = defaultdict(Counter), []
    for case in generator.all_cases():
        counts = families[case.name.split(":")[0]]
        counts["inputs"] += 1
        try:
            run(case, counts)
        except Exception as error:  # noqa: BLE001 - what is counted here
            counts["broken"] += 1
            broken.append(f"{case.name}: {type(error).__name__}: {str(error)[:200]}")
    total = sum(families.values(), Counter())
    total["longest"] = max(counts["longest"] for counts in families.values())
    columns = ("inputs", "whole", "with a word", "refused", "broken", "articles", "offsets")
    print(f"{'':<12}", *(f"{name:>12}" for name in columns), f"{'longest, s':>12}")
    for name, counts in [*families.items(), ("all", total)]:
        print(f"{name:<12}", *(f"{counts[column]:>12,}" for column in columns), f"{counts['longest']:>12.1f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak of memory over all of them: {peak:,.0f} MB; promises broken: {len(broken)}", *broken, sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
