# %% [markdown]
# # Good news, bad news: which words make the number?
#
# A sentiment score adds up words on a list. This page shows several lists at once, the sentences they score high and low,
# and the words that drive every number. Bad events are reported in bad words: a low score is first of all bad news.
#
# **You will be able to** explain a score by its words, tell bad news from a harsh tone, and say where instruments disagree.
#
# **Level** school (14+), undergraduate, researcher · **Time** 45 minutes without code, 70 with code
#
# **Before you start** choose *Run → Run All Cells* once.
#
# **Words to know**
#
# * *valence*: the weight of a word on a list, below 0 for bad and above 0 for good
# * *instrument*: one list with its rules; VADER is made for short posts, the others are plain word lists
# * *voice*: a quotation carries the speaker's words, not the writer's
# * *interval*: how far the number hangs on single passages of this text: each (about three sentences) is left out in turn;
#   it says nothing about other texts
#
# **Content note** The bundled corpus is fiction, written for teaching. Texts of your own may describe violence.
#
# **The question behind it** How does this make me feel, and by which words? How do you know?

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
# Read two sentences of each text. Which text will come out lowest? Which word will pull it down most? Write both down.

# %% [markdown]
# ## The instruments

# %%
study.show("instruments")

# %%
study.show("instruments", columns=["instrument", "cite"], title="Where each list comes from")

# %%
study.show("sentiment_coverage", voice="all", rows=20)

# %% [markdown]
# **How to read it** `coverage` is the share of all words that stand on the list. At 0.05 the score of a text rests on one
# word in twenty; the other nineteen are not looked at.

# %% [markdown]
# ## What was found

# %%
study.show("sentiment", voice="all", rows=20)

# %% [markdown]
# **How to read it** Each row is one text by one instrument; `value` is the mean over its sentences, between −1 and 1.
# `low` and `high` bound it. `sentiment_combined` is the mean of the instruments. Where there is no value, `reason` says why.

# %%
study.figure("sentiment_scores", measure="sentiment_combined", voice="all")

# %% [markdown]
# **Bad news is not tone.** A report of deaths scores low in any words. The number says first of all what happened.

# %%
study.explore("sentiment_scores", measure="sentiment_vader")

# %% [markdown]
# ## Open the words behind this number
#
# Every switch computes the score anew. In the text below the bars each word that counts is underlined, with its listed
# weight in brackets; "here" gives the weight in place, after *not* or *very*. The *name guard* leaves out words that are
# part of a name; *words of armed conflict* are those that any report of a conflict needs.

# %%
study.explore("sentiment")

# %% [markdown]
# **How to read it** Hatched bars to the left pull the score down, plain ones to the right push it up. Ask of every word: is
# it the event, or is it the way of telling it? *Killed* is the event; *merely* would be the way of telling.

# %% [markdown]
# ## Sentence by sentence
#
# Order the sentences from the lowest up. The column `words` names what drives each score; `voice` is *mixed* where a sentence
# has words in more than one voice, such as "Jo said" before a quotation.

# %%
study.explore("sentences", measure="sentiment_vader")

# %% [markdown]
# ## Which words make the difference between two texts?
#
# The parts add up to the difference of the two scores. Open a word and read its sentences: does it mean the same in both?

# %%
study.explore("shift")

# %% [markdown]
# **How to read it** A bar to the right: the word lifts the first text above the other, by being there or by being bad in the
# other. The counts in brackets say how often it stands in each. A shift made by one word is a finding about that word.

# %% [markdown]
# ## Do the instruments agree?

# %%
study.show("instrument_agreement")

# %%
study.figure("agreement", level="sentences")

# %% [markdown]
# **How to read it** Below the diagonal: how far two instruments put the sentences in the same order (1 the same, −1 the
# reverse). Above it: the share of sentences that both call good, both bad, or both neither; the caption says how many are
# *neither*, which is agreement about nothing. Over the texts instead of the sentences, the first describes a handful of
# numbers and proves nothing.

# %%
study.figure("orders")

# %% [markdown]
# **How to read it** One row for each pair of texts: the share of instruments that put them in this order. At 1 all agree; at
# 0.5 half of them say the one and half the other, and a claim about the pair would be a claim about the list chosen. The lists
# share many words: four that agree are fewer than four witnesses.

# %% [markdown]
# ## What this does not show
#
# * It does not show what a reader feels, nor what the writer thinks.
# * The lists were not made for reports of conflict. "Relief" in the name of an agency is no good news, and a word that is
#   on no list counts nothing.
# * A low score does not mean a harsh text: deaths are bad news in any words.

# %% [markdown]
# ## Exercises
#
# **1.** Take the lowest sentence of one text. Which words drive it? Do they name the event or colour it?

# %% [markdown] tags=["solution"]
# **Answer** Most of them name the event (*killed*, *war*, *shelling*). Colouring words (*only*, *merely*, *so-called*) are
# rarely on a list at all. Likely slip: to take the score for the tone of the writer when the sentence is a quotation.

# %% [markdown]
# **2.** Choose the voice *narrator*, then *quotation*. Does the order of the texts change?

# %% [markdown] tags=["solution"]
# **Answer** Often it does, or the number goes: a voice with fewer than 100 words or 10 sentences gets no value. The writer
# chose the quotation, the speaker chose its words; the two should not be added up in silence.

# %% [markdown]
# **3.** Turn "this text is the more emotional one" into a sentence that can be defended.

# %% tags=["solution"]
study.show("sentiment", measure="sentiment_vader", voice="all", title="Answer: numbers to build it from")

# %% [markdown] tags=["solution"]
# **Answer** "In this text the sentences average … on VADER (interval … to …, n = … sentences), driven by …; it is also the
# text with most reports of casualties. One article cannot describe an outlet."

# %% [markdown]
# ## What this shows
#
# How several word lists score the sentences of each of these texts, by which words, and where the lists disagree.
#
# ## Look elsewhere
#
# Find a report of the same event in a local paper or an agency. Does it use other words for the same facts?
#
# ## Before you go
#
# In one sentence: when does a low score tell you something about the text and not about the event?
