# %% [markdown]
# # Who and what is called by which words, who acts, and which figures are given?
#
# A person can be "the envoy" or "the stranger", a death can be a killing or a loss, a number can be nearly or over. This page
# lays such wordings side by side, tells in whose voice they stand, and leads from each count to its sentences.
#
# **You will be able to** build a table of names by voice, tell clauses with an agent from clauses without, and read a figure
# with its qualifier and its source.
#
# **Level** school (14+), undergraduate, researcher · **Time** 50 minutes without code, 75 with code
#
# **Before you start** choose *Run → Run All Cells* once. Page 05 explains source, cue and content.
#
# **Words to know**
#
# * *role* and *category*: "the envoy", "the armed group"; *descriptor*: a name made part of another ("council-run")
# * *presupposed*: the label stands inside what somebody is reported to say, but picks out what is talked about; whether the
#   speaker used it cannot be known, and the text lets it stand
# * *agent* and *patient*: who does it, and to whom it is done
# * *agentless passive*: "dozens were wounded", without "by …"; *nominal*: the act as a noun ("the shelling")
# * *qualifier*: the word that rounds a figure: *nearly* down to it, *over* up from it
#
# **Content note** The bundled corpus is fiction, written for teaching. Texts of your own may describe violence.
#
# **The question behind it** Which points of view are in the words? How do you know?

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
# Which person or group has most different names in these texts? Which text leaves out most often who did it? Write both down.

# %% [markdown]
# ## Names
#
# People, groups and events are looked for that the corpus names in its `corpus.toml`. Where it names none, the machine
# suggests some from capital letters and grammar; check such a list before you rely on it.

# %%
study.show("proposals", rows=8)

# %%
study.show("names")

# %% [markdown]
# **How to read it** One row per label and voice, one column of counts per text. *narrator*: the writer's own words.
# *quotation*: the speaker's. *paraphrase* and *presupposed*: in between, see above. A long text has room for more names, so
# ask *which* labels a text uses and in *whose* voice before you ask how often.

# %%
study.figure("names")

# %% [markdown]
# Choose who or what, then one label, voice or text. The sentences behind the count stand below the figure.

# %%
study.explore("names")

# %% [markdown]
# ## Acts
#
# Looked for are acts that do harm, move people, or decide. Each is described by its construction; none is held against a text.

# %%
study.figure("constructions")

# %%
study.figure("missing_agents")

# %% [markdown]
# **How to read it** *No agent in the clause*: the sentence does not say who did it. *Found anywhere*: another sentence of the
# same text may say so; the machine looks for one. The lines are wide because a text has few acts. They are a least width: the
# acts of one text are no independent draws.

# %%
study.explore("agency")

# %% [markdown]
# ## Figures

# %%
study.show("quantities", rows=30)

# %% [markdown]
# **How to read it** One row per figure, in the order of the texts. `credited_to` is who the text names for it in the same
# sentence; a dash means nobody. Dates, ages and times of day are no figures.

# %%
study.show("unsourced")

# %% [markdown]
# ## Figures that may be about the same thing
#
# The machine lays figures together that count the same kind of thing and lie close to each other. An arrow shows on which side
# the words leave the number open. Whether two figures mean the same is yours to decide: open their
# sentences and look at *window* (since when) and *act* (killed, or killed and wounded).

# %%
study.explore("quantities")

# %% [markdown]
# ## What this does not show
#
# * Whether a name is right or wrong, or why it was chosen. It shows that it was chosen, and in whose voice.
# * Why an agent is missing: readers may know it, nobody may know it, or it was left out.
# * Whether a figure is true. A figure with a source can be wrong, one without can be right.
# * The machine misses names, acts and figures, and ties some to the wrong sentence. Open the sentences before you quote.

# %% [markdown]
# ## Exercises
#
# **1.** *Two true numbers.* Choose a group of figures that two texts give in different words. Can both be right?

# %% [markdown] tags=["solution"]
# **Answer** Often yes: *nearly* names a ceiling, *over* a floor, and one number can lie under the one and over the other. The
# number is then equal and the direction is a choice of words; no intent follows from it. In the bundled corpus the hospital
# register has 412 dead. "More than 400" agrees with it. "Nearly 500" does not: nobody rounds 412 to 500.

# %% [markdown]
# **2.** *Who vouches?* Write the source beside every figure of one text. Which have none?

# %% [markdown] tags=["solution"]
# **Answer** In the bundled corpus: "Nearly 500", unnamed officials; "More than 400", a hospital register; "About 9,000",
# nobody in one text and the mediating commission in another; "more than 10,000", nobody ("it is believed"). Three fighters
# killed: one party says so, and the other has not commented. Look at the neighbouring sentence before you write *none*.

# %% [markdown]
# **3.** *Missing agents.* Set *Agent* to *nowhere* and list the clauses. Can a reader find the agent elsewhere: in another
# text, in common knowledge, nowhere?

# %% [markdown] tags=["solution"]
# **Answer** In *Osmere Digest*: the truce "was turned down" (the other two texts say by whom); "lives have been lost" and
# "were forced" (nowhere in the three); "was shelled" (one text reports an accusation and its denial; the text says itself that
# it is not established). Not every missing agent hides something.

# %% [markdown]
# **4.** *Whose word is it?* In "She described the plan as 'a pause to reload'", whose word is *plan*, and whose is *pause*?

# %% [markdown] tags=["solution"]
# **Answer** *Pause* stands in quotation marks: it is hers. *Plan* stands in what is reported of her, but picks out what she
# talked about: it is the text's word, laid over her statement. The table calls it *presupposed*. The same test tells you, in
# any report, whether a hard word for one side belongs to a speaker or to the writer. It does not tell which word is right.

# %% [markdown]
# ## What this shows
#
# Which labels, constructions and figures each of these texts has, in whose voice and credited to whom.
#
# ## Look elsewhere
#
# Take one figure and trace it: who counted, what was counted, until when? Look for the document, not for another report of it.
#
# ## Before you go
#
# In one sentence: name one thing that two of these texts call differently, and say in whose voice each does.
