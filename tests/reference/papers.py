"""Every formula as its paper prints it, in plain Python: written from the papers, not from the workbench."""

import math
from collections import Counter
from statistics import NormalDist


def normal_quantile(p):
    return NormalDist().inv_cdf(p)


# --- keyness -------------------------------------------------------------------------------------------------------


def log_odds(a, b, c, d, share, prior):
    """Monroe, Colaresi & Quinn 2008, equations 15, 16, 20 and 22: delta, its z."""
    alpha = prior * share
    first = (a + alpha) / (c + prior - a - alpha)
    second = (b + alpha) / (d + prior - b - alpha)
    delta = math.log(first) - math.log(second)
    return delta, delta / math.sqrt(1 / (a + alpha) + 1 / (b + alpha))


def g2(a, b, c, d):
    """Rayson & Garside 2000: 2 (a ln(a/E1) + b ln(b/E2))."""
    e1, e2 = c * (a + b) / (c + d), d * (a + b) / (c + d)
    return 2 * ((a * math.log(a / e1) if a else 0) + (b * math.log(b / e2) if b else 0))


def log_ratio(a, b, c, d):
    """Hardie 2014: the binary logarithm of the ratio of relative frequencies, .5 for zero."""
    return math.log2(((a or 0.5) / c) / ((b or 0.5) / d))


def percent_diff(a, b, c, d):
    """Gabrielatos & Marchi 2011."""
    return (a / c - b / d) / (b / d) * 100


def odds_ratio(a, b, c, d):
    """The cross product, .5 added to every cell where one is zero (Haldane 1956, Anscombe 1956)."""
    cells = [a, c - a, b, d - b]
    if 0 in cells:
        cells = [cell + 0.5 for cell in cells]
    return cells[0] * cells[3] / (cells[1] * cells[2])


def benjamini_hochberg(p_values):
    """Benjamini & Hochberg 1995 as adjusted p-values: q_(i) = min over j >= i of m p_(j) / j."""
    m, ordered = len(p_values), sorted(p_values)
    q = [min(min(m * ordered[j] / (j + 1), 1) for j in range(i, m)) for i in range(m)]
    return [q[ordered.index(p)] if ordered.count(p) == 1 else q[m - 1 - ordered[::-1].index(p)] for p in p_values]


# --- proportions and intervals ---------------------------------------------------------------------------------------


def wilson(x, n, z):
    """Wilson 1927: the roots of (p - x/n)² = z² p (1 - p) / n."""
    a, b, c = 1 + z * z / n, -(2 * x / n + z * z / n), (x / n) ** 2
    root = math.sqrt(b * b - 4 * a * c)
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def design_effect(hits, words):
    """Kish 1965: variance of the ratio estimate over clusters (Cochran 1977, 6.4) by the binomial variance."""
    k, x, n = len(hits), sum(hits), sum(words)
    p = x / n
    clusters = k / (k - 1) * sum((h - p * w) ** 2 for h, w in zip(hits, words, strict=True)) / n**2
    return clusters / (p * (1 - p) / n)


def hall_interval(units, value_of, t):
    """Tukey 1958 and Hall 1992: pseudo-values, T1 inverted at +-t; standard error widened by sqrt(k / (k - 1))."""
    k, value = len(units), value_of(units)
    pseudo = [k * value - (k - 1) * value_of(units[:i] + units[i + 1 :]) for i in range(k)]
    mean = sum(pseudo) / k
    sd = math.sqrt(sum((x - mean) ** 2 for x in pseudo) / (k - 1))
    g = sum((x - mean) ** 3 for x in pseudo) / k / (sum((x - mean) ** 2 for x in pseudo) / k) ** 1.5

    def invert(x):  # of x + n^-1/2 g x² / 3 + n^-1 g² x³ / 27 + n^-1/2 g / 6
        if abs(g) < 1e-9:
            return x
        inner = 1 + g * (x / math.sqrt(k) - g / (6 * k))
        return math.sqrt(k) * 3 / g * (math.copysign(abs(inner) ** (1 / 3), inner) - 1)

    error = sd / math.sqrt(k) * math.sqrt(k / (k - 1))
    return value - error * invert(t), value - error * invert(-t)


# --- diversity, agreement --------------------------------------------------------------------------------------------


def simpson(labels):
    """Simpson 1949, counted: the share of ordered pairs of different items that differ in kind."""
    n = len(labels)
    return sum(labels[i] != labels[j] for i in range(n) for j in range(n) if i != j) / (n * (n - 1))


def entropy(labels):
    n = len(labels)
    return -sum(c / n * math.log2(c / n) for c in Counter(labels).values())


def iqv(labels, k):
    """Mueller & Schuessler 1961: observed over possible differences."""
    counts = list(Counter(labels).values()) + [0] * (k - len(set(labels)))
    observed = sum(counts[i] * counts[j] for i in range(k) for j in range(i + 1, k))
    return observed / (k * (k - 1) / 2 * (len(labels) / k) ** 2)


def alpha(units, level):
    """Krippendorff 2011, Computing Krippendorff's alpha-reliability: D_o and D_e over pairs of values."""
    units = [[v for v in unit if not math.isnan(v)] for unit in units]
    units = [unit for unit in units if len(unit) > 1]
    values = [v for unit in units for v in unit]
    n, counts, known = len(values), Counter(values), sorted(set(values))

    def apart(c, k):
        if level == "nominal":
            return float(c != k)
        if level == "interval":
            return (c - k) ** 2
        if level == "ratio":
            return ((c - k) / (c + k)) ** 2 if c + k else 0.0
        low, high = min(c, k), max(c, k)
        return (sum(counts[g] for g in known if low <= g <= high) - (counts[low] + counts[high]) / 2) ** 2

    observed = sum(
        sum(apart(unit[i], unit[j]) for i in range(len(unit)) for j in range(len(unit)) if i != j) / (len(unit) - 1)
        for unit in units
    )
    expected = sum(apart(values[i], values[j]) for i in range(n) for j in range(n) if i != j)
    return 1 - (observed / n) / (expected / (n * (n - 1)))


# --- vocabulary ------------------------------------------------------------------------------------------------------


def mattr(words, window):
    """Covington & McFall 2010."""
    ratios = [len(set(words[i : i + window])) / window for i in range(len(words) - window + 1)]
    return sum(ratios) / len(ratios)


def mtld(words, threshold=0.72):
    """McCarthy & Jarvis 2010: words by factors, the rest a part of one; forward and backward averaged."""

    def one_way(sequence):
        factors, types, tokens = 0, set(), 0
        for word in sequence:
            types.add(word)
            tokens += 1
            if len(types) / tokens <= threshold:
                factors, types, tokens = factors + 1, set(), 0
        if tokens:
            factors += (1 - len(types) / tokens) / (1 - threshold)
        return len(sequence) / factors

    return (one_way(words) + one_way(words[::-1])) / 2


def dp(parts, word):
    """Gries 2008, and the norm of Lijffijt & Gries 2012."""
    total = sum(map(len, parts))
    n = sum(part.count(word) for part in parts)
    shares = [len(part) / total for part in parts]
    value = sum(abs(part.count(word) / n - s) for part, s in zip(parts, shares, strict=True)) / 2
    return value, value / (1 - min(shares))


def collocates(words, node, window):
    """Rychly 2008 (logDice), Evert 2008 (MI, t, G2), Gries 2013 (delta P), windows marked one by one."""
    places = [i for i, word in enumerate(words) if word == node]
    around = [
        {j for j in range(i - window, i + window + 1) if 0 <= j < len(words) and words[j] != node} for i in places
    ]
    near = set().union(*around)
    size, n = len(near), len(words)
    found = {}
    for term in {words[j] for j in near}:
        o11, total = sum(words[j] == term for j in near), words.count(term)
        meets = sum(any(words[j] == term for j in one) for one in around)
        expected = size * total / n
        cells = [(o11, size, total), (size - o11, size, n - total)]
        cells += [(total - o11, n - size, total), (n - size - total + o11, n - size, n - total)]
        likelihood = 2 * sum(o * math.log(o / (row * column / n)) for o, row, column in cells if o)
        found[term] = {
            "log_dice": 14 + math.log2(2 * min(o11, meets) / (len(places) + total)),
            "mi": math.log2(o11 / expected),
            "t_score": (o11 - expected) / math.sqrt(o11),
            "log_likelihood": math.copysign(likelihood, o11 - expected) if o11 != expected else 0.0,
            "delta_p_forward": o11 / size - (total - o11) / (n - size) if n > size else math.nan,
            "delta_p_backward": o11 / total - (size - o11) / (n - total) if n > total else math.nan,
        }
    return found


# --- readability -----------------------------------------------------------------------------------------------------


def readability(s, w, letters, *, syllables, poly, hard, long):  # noqa: PLR0913  the counts of the formulas
    """As printed: s sentences, w words; the comments name the source."""
    return {
        "words_per_sentence": w / s,
        "letters_per_word": letters / w,
        "flesch_reading_ease": 206.835 - 0.846 * (100 * syllables / w) - 1.015 * w / s,  # Flesch 1948
        "flesch_kincaid_grade": 0.39 * w / s + 11.8 * syllables / w - 15.59,  # Kincaid et al. 1975
        "automated_readability_index": 0.50 * w / s + 4.71 * letters / w - 21.43,  # Smith & Senter 1967
        "coleman_liau_index": 0.0588 * (100 * letters / w) - 0.296 * (100 * s / w) - 15.8,  # Coleman & Liau 1975
        "lix": w / s + 100 * long / w,  # Bjornsson 1968
        "rix": long / s,  # Anderson 1983
        "smog_index": 3.1291 + 1.0430 * math.sqrt(poly * 30 / s),  # McLaughlin 1969
        "gunning_fog": 0.4 * (w / s + 100 * hard / w),  # Gunning 1952
    }
