# %% [markdown]
# # Whose words fill the text?
#
# News is made of what people said. Each *attribution* has a *source* (who), a *cue* (the word that hands it over) and a
# *content* (what). This page marks all three, counts them, and lets you check the machine.
#
# **You will be able to** mark source, cue and content, read the table of sources, and correct the machine.
#
# **Level** school (14+), undergraduate, researcher · **Time** 50 minutes without code, 80 with code
#
# **Before you start** choose *Run → Run All Cells* once.
#
# **Words to know**
#
# * *attribution*: something that a source is reported to have said, as one text gives it
# * *form*: *direct*, inside quotation marks; *indirect*, retold; *mixed*, retold with a quoted part; *snippet*, one or a few
#   quoted words without a reporting word; *hearsay*, somebody unnamed says so ("reportedly", "it is believed");
#   *second-hand*, taken over from another outlet
# * *core*: speech; *wide*: beliefs, plans and decisions as well
# * *cue family*: what kind of word hands it over: neutral (*say*), assertive (*insist*), distancing (*claim*), factive
#   (*reveal*), denial (*reject*), criticism (*accuse*), directive (*urge*), commissive (*pledge*), speculative (*suggest*),
#   cognition (*believe*), structuring (*add*, *repeat*) …
# * *source kind*: what the source speaks as: government, resident, hospital register …
#
# **Content note** The bundled corpus is fiction, written for teaching. Texts of your own may describe violence.
#
# **The question behind it** What are the sources, and what is left out? How do you know?

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
# Think of the longest of these texts. How many different sources does it have? Whose words take most room?

# %% [markdown]
# ## Who speaks
#
# All counts on this page are of attributions in the body of the texts, those of level *core* (speech), unless a line says
# otherwise. The `kind` of a source is a code: GOV government, MIL army, SEC police, NSAG armed group, ADM local
# administration, LEG opposition, parliament or court, IGO United Nations and the like, NGO aid or rights group, MED mediator,
# CIV resident or witness, VIC person directly affected, PUB protest or poll, EXP expert, DOC document, SOC post, AGY agency,
# OTH-MEDIA another outlet, JRN the outlet itself, UNK not known.

# %%
study.show("sources", rows=20)

# %% [markdown]
# **How to read it** One row per source and text. `n_words` are the words given to the source, quoted or retold;
# `word_share` is their share of all attributed words of that text. An attribution without any source has no row here.

# %% [markdown]
# ## The same, side by side

# %%
study.show("sources_side_by_side", rows=20)

# %% [markdown]
# **How to read it** One row per source, one column per text; 0 means that this text gives the source no words. Sources
# that speak in most texts stand first. Where *resolved* says no, the machine could not tell who is meant ("he"). "Officials"
# in two texts may be different people.

# %% [markdown]
# ## The figure

# %%
study.figure("source_words")

# %% [markdown]
# ## Check the machine
#
# Sources are underlined twice, cues are dotted, contents have one line; the number in brackets joins the three.

# %%
study.explore("sources")

# %% [markdown]
# **Correct it by hand** Put a file `attributions.csv` into the folder of the texts, with the columns `action` (add, change
# or delete), `article_id`, `start`, `end` and `coder`, and those to be set, such as `source_name` or `form`. The id
# and the offsets stand in the table behind the view. Run the page again: corrections come last, and are logged.

# %% [markdown]
# ## In which form, by which word

# %%
study.figure("forms")

# %%
study.figure("families")

# %%
study.figure("statements")

# %% [markdown]
# **How to read it** The family is a property of the word, not proof of what the writer meant. *Claimed* keeps distance,
# *revealed* takes the content for true, *said* leaves it open. The last figure asks the same of each source: is one given
# *said* throughout and another *claimed*? With one or two attributions a bar says nothing yet.

# %% [markdown]
# ## From a bar to its sentences
#
# Choose what is counted, then a bar: the sentences behind it stand below, with source, cue and content marked.

# %%
study.explore("statements")

# %% [markdown]
# ## In numbers

# %%
study.show("sourcing", rows=40)

# %% [markdown]
# **How to read it** A share, then in brackets its interval (how far it hangs on single passages), then *n*, what it is a share of. *Named share*: sources
# that are a person or organisation with a name. *Effective sources*: how many equally busy sources would be as varied; no interval, since other passages could only bring more.
# *Too few to say*: below five attributions no share is given. A dash: the text has no word of that family. Where two
# intervals overlap widely, do not call one text higher.

# %% [markdown]
# ## What this does not show
#
# * Who was asked and did not answer, and who was not asked.
# * Whether what was said is true.
# * The machine misses attributions and finds some that are none. Read a text before you quote a count.

# %% [markdown]
# ## Exercises
#
# **1.** Choose a short text above and mark it on paper first. What did the machine miss? What did it mark that is no
# attribution?

# %% [markdown] tags=["solution"]
# **Answer** Typical misses: a source that is only a pronoun, attributions whose cue is a noun ("the claim that …"), a second
# sentence that goes on with the same speaker. Typical false finds: decisions ("agreed to meet") and idioms ("claimed the
# lives of"). Count both kinds; the ratio belongs into every report of the numbers.

# %% [markdown]
# **2.** Take a sentence with *claimed* and replace the cue by *said*, *revealed*, *admitted*. What changes, and what does not?

# %% [markdown] tags=["solution"]
# **Answer** No fact changes. *Claimed* keeps distance, *said* leaves the matter open, *revealed* takes it for true,
# *admitted* takes it for true and adds a fault. In the bundled corpus *Osmere Digest* has such a sentence.

# %% [markdown]
# **3.** One text gives ten attributions to two kinds of source, another gives them to five. Which is more varied, and why is
# a text with one attribution left out of such a comparison?

# %% [markdown] tags=["solution"]
# **Answer** The second. With Simpson's D, 6 + 2 attributions over two kinds give .43 and 3 + 2 + 1 + 1 + 1 over five give
# .86. With one attribution the number is not defined, and below five it means nothing.

# %% [markdown]
# ## What this shows
#
# Who is given how many words in each of these texts, in which form and by which kind of word.
#
# ## Look elsewhere
#
# Take one attribution and trace it: is there a recording, a transcript or a press release? What stood before and after it?
#
# ## Before you go
#
# In one sentence: name a person or group concerned by the event that no text lets speak.
