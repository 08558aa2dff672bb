# %% [markdown]
# # How hard is the surface of each text, and how sure are we?
#
# Readability formulas see two things: how long the sentences are and how long the words are. They do not see ideas, order
# or what a reader knows. This page computes them with care and shows how much hangs on a few sentences.
#
# **You will be able to** compute a reading ease by hand, read an interval, and find an error in how sentences were cut.
#
# **Level** school (14+), undergraduate, researcher · **Time** 40 minutes without code, 60 with code
#
# **Before you start** choose *Run → Run All Cells* once.
#
# **Words to know**
#
# * *syllable*: a beat of a word: "truce" has one, "council" has two
# * *Flesch reading ease*: 206.835 − 1.015 × (words per sentence) − 84.6 × (syllables per word); higher is easier
# * *grade*: the same two things turned to years of school in the United States; formulas disagree by three years and more
# * *interval*: how far the number hangs on single passages of this text: each (about three sentences) is left out in turn;
#   it says nothing about other texts
#
# **Content note** The bundled corpus is fiction, written for teaching. Texts of your own may describe violence.
#
# **The question behind it** For whom was this written? How do you know?

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
# Which of the texts has the longest sentences? How many words has its average sentence? Write both down.

# %% [markdown]
# ## What was found

# %%
study.show("readability", measure="words_per_sentence", voice="all")

# %% [markdown]
# **How to read it** `value` is the mean, `low` and `high` bound it, `n_sentences` says what it rests on. A dash: no number
# can be given, and `reason` says why, such as fewer than 100 words or 10 sentences. Where all numbers can be given, the
# column `reason` has dashes only.

# %% [markdown]
# ## The figure

# %%
study.figure("readability_scores", measure="flesch_reading_ease", voice="all")

# %% [markdown]
# Where the lines overlap widely, the order could as well be another. A group of two to four articles has no line: too few to
# say how far it could move. Small dots are its single articles.

# %% [markdown]
# ## Choose a formula and a voice

# %%
study.explore("readability_scores", measure="words_per_sentence")

# %% [markdown]
# ## The same text, two tools
#
# *textstat* is the library that most people use for these formulas. The formulas are the same; what counts as a sentence is
# not. textstat cuts at every full stop, drops pieces of one or two words, and runs a heading into the sentence after it.

# %%
study.show("textstat", measure=["words_per_sentence", "flesch_reading_ease", "flesch_kincaid_grade"])

# %%
study.figure("comparison", measure="flesch_reading_ease")

# %% [markdown]
# **How to read it** `difference` is ours minus textstat's. `from_sentences` is the part that the cutting of sentences makes,
# `from_words` the rest: what counts as a word, a letter, a syllable; `from_formula`: Coleman and Liau published 5.88, textstat
# has 5.8, and it counts marks as characters in the automated index. Where both find the same sentences and words the
# marks lie on each other.

# %% [markdown]
# ## The sentences that drive the number

# %%
study.show("driving_sentences", measure="flesch_kincaid_grade", rows=8)

# %% [markdown]
# **How to read it** `push` is the figure of the text minus the figure without this sentence; `voice` is the one that most
# words of the sentence have. A sentence of very many words
# may be a true one, or two that were not cut apart: read it below, where the longest are marked in their text.

# %%
study.explore("readability")

# %% [markdown]
# ## What this does not show
#
# * It does not show whether a text is understood, by whom, or with what effort.
# * A quotation is written by its speaker; the voice *narrator* shows the writer's own sentences.
# * Formulas were made for school books of the last century. A grade is a label for a number, not a class of readers.

# %% [markdown]
# ## Exercises
#
# **1.** Compute the reading ease of "The terms are not serious. We only want to go home." by hand. Count words, sentences
# and syllables first.

# %% tags=["solution"]
words, n_sentences, syllables = 11, 2, 14
206.835 - 1.015 * words / n_sentences - 84.6 * syllables / words

# %% [markdown] tags=["solution"]
# **Answer** 11 words, 2 sentences, 14 syllables (*se-ri-ous* has three, *on-ly* two, all others one): 93.6, "very easy".
# Whoever says *ser-yous* counts 13 and gets 101.3 from the same rule. That, too, is part of the answer.

# %% [markdown]
# **2.** "Prices rose 2.4 percent in the U.S. on Monday. 'We agree. Yes.' He left." How many sentences? How would a machine
# go wrong?

# %% [markdown] tags=["solution"]
# **Answer** Four, or three if the quotation counts as one. A machine that cuts at every full stop makes extra pieces at 2.4
# and at U.S.; one that drops pieces of two words or fewer loses "We agree" and "Yes". The same words get another score.

# %% [markdown]
# **3.** Two formulas give one text 9 and 12 years of school. Which is right?

# %% [markdown] tags=["solution"]
# **Answer** Neither. They weigh the same two surface traits differently and were fitted to different readers. Compare texts
# by one formula at a time and look at the intervals.

# %% [markdown]
# ## What this shows
#
# How long sentences and words are in each of these texts, with how far each number hangs on single passages of its text.
#
# ## Look elsewhere
#
# Give one paragraph to two people and ask them to retell it. What made it hard: the length of the sentences, or something
# that no formula sees?
#
# ## Before you go
#
# In one sentence: what may you say about two texts whose intervals overlap?
