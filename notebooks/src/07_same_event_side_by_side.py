# %% [markdown]
# # What do these reports share, and what does each leave out?
#
# Selection cannot be seen in one text. It shows when several reports of one event lie side by side: the same sentence of a
# speaker, whole here and cut there; a figure that one text gives and three do not. This page looks for both.
#
# **You will be able to** tell shared speech from shared narration, trace one utterance through all texts, and fill a grid of
# what is there and what is not.
#
# **Level** school (14+), undergraduate, researcher · **Time** 45 minutes without code, 70 with code
#
# **Before you start** choose *Run → Run All Cells* once. You need two texts or more.
#
# **Words to know**
#
# * *shared run*: words that stand in two texts in the same order, without a gap
# * *utterance*: one thing that somebody said once; several texts may quote it
# * *cut*: words of the fullest version are left out, none is changed; *reworded*: there are other words too
# * *absent*: not quoted in that text; it may still be retold in the writer's words
#
# **Content note** The bundled corpus is fiction, written for teaching. Texts of your own may describe violence.
#
# **The question behind it** What is left out? How do you know?

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
# How long is the longest run of words that two of these texts share? Is it something that was said, or something that was
# written? Write both down.

# %% [markdown]
# ## What two texts share, word by word

# %%
study.show("longest_runs")

# %%
study.figure("runs")

# %% [markdown]
# **How to read it** The square is the longest run of all, the circle the longest one outside quotation marks. Where they lie
# far apart, the two texts quote the same speech. **Speech that two texts share is not copying:** both heard the same speaker.
# A shared run of narration may come from one agency, one press release or a common phrase; the count does not tell which.

# %%
study.explore("runs")

# %%
study.show("shared_ngrams")

# %% [markdown]
# **How to read it** `n shared` of the `n a` different five-word runs of the first text stand in the second one too;
# `containment` is that share, for each of the two. The row *narration* leaves out every run with a quoted word.

# %% [markdown]
# ## The same utterance in every text

# %%
study.figure("utterances")

# %% [markdown]
# **How to read it** One row per utterance that two texts or more quote. *Fullest* is the text that quotes most words of it,
# which need not be all that was said. A dash: this text does not quote it.

# %%
study.explore("utterances")

# %% [markdown]
# What the fullest version has and the other one lacks is struck out and tagged *cut*; what only the other one has is
# underlined and tagged *added*. A cut is described, not judged: every quotation cuts somewhere.

# %% [markdown]
# ## The same figure in every text

# %%
study.figure("figure_grid")

# %% [markdown]
# Figures are laid in one row by machine where they count the same kind of thing and lie close together; page 06 shows the
# sentences behind each. Two rows may still be about one thing, and one row about two.

# %% [markdown]
# ## What this does not show
#
# * What *none* of these texts tells. That takes a text from elsewhere.
# * Who took it from whom. Two texts with the same words may both have taken them from a third.
# * Paraphrase: an utterance that is *absent* here can be retold in the writer's words. Two translations of one sentence are not
#   found either.

# %% [markdown]
# ## Exercises
#
# **1.** Find the longest passage that two texts share. Is it copying?

# %% [markdown] tags=["solution"]
# **Answer** Look at the voice first. A long run inside quotation marks is the same speech, heard or read by both. In the
# bundled corpus no run is longer than four words; such runs are names and everyday phrases, and nothing follows from them. A
# run of narration of ten words and more would be worth a question: one agency, one press release, or one text from the other?

# %% [markdown]
# **2.** Choose an utterance with a *cut* version. What was left out? Does the short version mean the same?

# %% [markdown] tags=["solution"]
# **Answer** In the bundled corpus one text quotes a whole sentence of the council chair, the other two words of it: "not
# serious". The subject ("the terms") moved into the writer's words, so a reader of the second text must trust the writer
# about what was not serious. Nothing was changed that matters here; with a longer cut that has to be checked each time.

# %% [markdown]
# **3.** Draw a grid by hand: one row for each *fact* you find (who decided, who carried the offer, how many died, who was
# asked), one column for each text. Where do you hesitate?

# %% [markdown] tags=["solution"]
# **Answer** For the bundled corpus the sheet `FACTS.md` beside the texts has such a grid. Usual doubts: facts told vaguely
# ("lives have been lost"), facts told as an accusation, and facts altered ("nearly 500" for 412). Let two people fill the grid
# apart from each other and count where they agree.

# %% [markdown]
# **4.** Which speaker of one text is quoted in none of the others? What would you have to know before you call that a choice?

# %% [markdown] tags=["solution"]
# **Answer** In the bundled corpus: a resident, a councillor and the envoy speak in one text each. To call it a choice you
# would have to know whether the other reporters met or could reach these people, how much room they had, and when they wrote.

# %% [markdown]
# ## What this shows
#
# Which words, utterances and figures these texts have in common, and which only some of them have.
#
# ## Look elsewhere
#
# Trace one utterance to its first place: a transcript, a recording, a post. What stood before and after the quoted words?
#
# ## Before you go
#
# In one sentence: what does one of these texts tell that another one leaves out?
