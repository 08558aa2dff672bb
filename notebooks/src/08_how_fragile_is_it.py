# %% [markdown]
# # Which findings survive other reasonable choices and a dealing of their paragraphs?
#
# Every number on these pages hangs on which sentences a text happens to have and on how they were counted. This page puts both
# to the test: it leaves passages out, deals paragraphs at random, and counts in every way that can be defended.
#
# **You will be able to** read an interval and the band of the deals, read a specification curve, and write one sentence that you can
# defend.
#
# **Level** undergraduate, researcher; school (14+) up to the dealing · **Time** 45 minutes without code, 70 with code
#
# **Before you start** choose *Run → Run All Cells* once and give it half a minute. Pages 03 and 04 explain the scores.
#
# **Words to know**
#
# * *interval*: how far the number hangs on single passages of this text: each (about three sentences) is left out in turn;
#   it says nothing about other texts
# * *band of the deals*: the range of the difference when the paragraphs of two texts (runs of about five sentences) are dealt
#   to them at random
# * *choice*: something one has to decide and could decide otherwise: what counts as body, where a sentence ends
# * *universe*: one combination of choices; *specification curve*: the number in all of them, sorted
#
# **Content note** The bundled corpus is fiction, written for teaching. Texts of your own may describe violence.
#
# **The question behind it** How do you know, and how sure can you be?

# %% [markdown]
# ## Choose the texts

# %% tags=["parameters"]
CORPUS = "osmere"
BY = None  # or a column such as "outlet", to compare groups of texts

# %%
import workbench as wb

study = wb.open(CORPUS, by=BY)

# %% [markdown]
# ## Guess first
#
# Choose two texts. Which has the longer sentences and words? How sure are you, from 50 to 100 per cent? Write it down.

# %% [markdown]
# ## One score, three ways of cutting sentences

# %%
columns = ["article_id", "choice_splitter", "value"]
study.show("universes", include=["splitter"], columns=columns, title="The same words, cut into sentences in three ways")

# %% [markdown]
# **How to read it** The same words of the same text: only the rule that ends a sentence differs. A number without the rule it
# was made by cannot be compared with anything. A dash: too few words or sentences for a score.

# %% [markdown]
# ## First test: leave paragraphs out

# %%
study.figure("readability_scores", measure="flesch_kincaid_grade", voice="all")

# %% [markdown]
# **How to read it** Neighbouring sentences may resemble each other; that is why whole paragraphs are left out and dealt, not
# single sentences. How much they do in each of these texts, from −1 to 1:

# %%
study.show("neighbours")

# %% [markdown]
# **How to read it** A `value` between `null_low` and `null_high` is what sentences in random order give. A text of twenty
# sentences can say little about this, and its band is wide.

# %% [markdown]
# ## Second test: deal the paragraphs

# %%
study.figure("differences", measure="flesch_kincaid_grade")

# %% [markdown]
# **How to read it** Each row is one text minus another. The grey band holds 95 of 100 deals of the two texts' paragraphs,
# thrown together and dealt again. A difference inside the band is no more than random piles of the same paragraphs show. Each
# band is for one pair and one measure: look at twenty pairs of like texts, and you must expect one outside; look at five
# measures too, and you must expect more. `q_value` allows for the pairs of one measure, not for several measures.

# %%
study.show("keyness_null")

# %% [markdown]
# ## Third test: other reasonable choices

# %%
study.explore("universes", measure="flesch_kincaid_grade")

# %% [markdown]
# **How to read it** Above, one mark per universe, sorted by the text you choose; below, black squares say which options that
# universe takes. Where the line jumps, look which square moved: that choice makes the difference. Gaps: with this choice the
# text has too few words; *12 of 18 universes*: in six of them the text chosen has no number, and they are not drawn. *Which order survives* counts in how many universes one text lies above the other.

# %%
study.show("universe_orders")

# %% [markdown]
# ## The same test for sentiment

# %%
study.explore("universes", measure="sentiment_combined")

# %% [markdown]
# *Domain words*: "war", "killed" and the like, which every report of such an event needs. *Name guard*: words inside names
# ("United Nations") are not counted as feelings. Below: how many instruments agree on the order of two texts.

# %%
study.figure("orders")

# %% [markdown]
# ## One honest sentence
#
# A sentence that can be defended names **the text** (not the outlet), **the number with its interval and n**, **what survives**
# (dealing, choices) and **what drives it**. Fill in:
#
# > In this text, *measure* is *value* (interval *low* to *high*, *n* sentences). Against *other text* the difference lies
# > *inside / outside* what dealing the paragraphs gives, and the order holds in *k* of *m* ways of counting. It is driven by *words or
# > sentences*. One article cannot describe an outlet.

# %% [markdown]
# ## What this does not show
#
# * Choices that nobody thought of. The curve holds those that are in its list.
# * How many universes are *right*. They are not votes: forty poor choices do not outweigh one good one.
# * Anything about an outlet. Dealing the paragraphs of two texts tells about these two texts.

# %% [markdown]
# ## Exercises
#
# **1.** *Deal the paragraphs.* Suppose 207 words "differ" between five texts at the usual 5 per cent line. Deal their paragraphs
# at random: how many differ then? Guess, then look at your own table above.

# %% [markdown] tags=["solution"]
# **Answer** For five real reports of one event 95 of 100 deals gave between 46 and 230 words, the middle one 134. So 207 is no
# surprise. On the strict line for small counts (G² above 15.13, expected counts of at least 1) none was left. In your table
# compare `observed` with `null_low` to `null_high`, line by line.

# %% [markdown]
# **2.** *Which choice matters most?* Read the table "What each single choice moves". Is it larger than the difference of the
# texts you compared?

# %% [markdown] tags=["solution"]
# **Answer** Compare the largest move of a text with its distance to the other text. If the move is larger, the order of the
# two depends on that choice, and the choice belongs into the sentence you write. If it is much smaller, say so too: that is
# what makes a finding stable.

# %% [markdown]
# **3.** *Write the honest sentence.* Turn "Outlet 4 is more emotional" into a line that you can defend.

# %% [markdown] tags=["solution"]
# **Answer** A model: "In this text, sentences average −.24 on this instrument (interval −.41 to −.08), driven by *killed*, *war*
# and *died*; it is also the text with most reporting of deaths. One article cannot describe an outlet." Likely slips: the
# outlet for the text, a number without interval, *emotional* for *words on a list*, and no word about bad news.

# %% [markdown]
# ## What this shows
#
# Which numbers and which orders of these texts hold when the sentences or the way of counting change.
#
# ## Look elsewhere
#
# Find a claim about "the tone" or "the level" of a newspaper. Which texts was it made from, how many, and counted how?
#
# ## Before you go
#
# In one sentence: what did you believe at the beginning of this page that you would now write with more care?
