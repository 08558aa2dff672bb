# %% [markdown]
# # What can this workbench tell me, and what can it not?
#
# Several outlets report one event. The workbench lays their texts side by side and measures how they differ. It describes
# texts. It gives no verdict on an outlet and takes no side.
#
# **You will be able to** run a page from top to bottom, choose the texts, and open any number into the words behind it.
#
# **Level** school (14+), undergraduate, researcher · **Time** 15 minutes without code, 20 with code
#
# **Before you start** nothing. Choose *Run → Run All Cells* in the menu above, wait a moment, then read from the top.
#
# **Words to know**
#
# * *corpus*: the texts you work with, taken together
# * *cell*: one box of this page; a grey one holds code, and what it made stands below it
# * *voice*: whose words they are: *narrator* (the writer), *paraphrase* (somebody else's statement in the writer's words),
#   *quotation* (inside quotation marks)
# * *interval*: how far the number hangs on single passages of this text: each (about three sentences) is left out in turn;
#   it says nothing about other texts
#
# **Content note** The bundled corpus is fiction, written for teaching. Texts of your own may describe violence.
#
# **The question behind it** How do you know?

# %% [markdown]
# ## The pages
#
# <!-- contents -->
#
# Every page runs alone, in any order, without the internet.

# %% [markdown]
# ## Choose the texts
#
# Write the name of a corpus, or the path of a folder with texts of your own, between the quotation marks.

# %% tags=["parameters"]
CORPUS = "osmere"
BY = None  # or a column such as "outlet", to compare groups of texts

# %%
import workbench as wb

study = wb.open(CORPUS, by=BY)

# %%
corpora = wb.list_corpora().query("n_articles > 0")
wb.show_table(corpora, columns=["name", "title", "n_articles"], title="Corpora that can be named here")

# %% [markdown]
# ## Guess first
#
# How many words does a news report of one event have? Write a number on paper before you go on.

# %% [markdown]
# ## What was found

# %%
study.show("zone_words", zone="body")

# %% [markdown]
# **How to read it** One row per text. Only the *body* is counted here: the sentences of the report, without headings,
# captions and links to other stories. The next page shows how these were told apart.

# %% [markdown]
# ## The figure

# %%
study.figure("zones")

# %% [markdown]
# ## Every number opens into words
#
# Type a word and press Enter. You see every place where it stands, in which text, in which zone and in whose voice.

# %%
study.explore("contexts", query="said")

# %% [markdown]
# ## What this does not show
#
# * A measurement of a text is no judgement of a newsroom. One article per outlet cannot describe an outlet.
# * Counting cannot see what is *left out*. For that you have to compare texts, and to look elsewhere.
# * A machine that marks speech or zones makes mistakes. Where that matters the pages say how often.

# %% [markdown]
# ## Exercises
#
# **1.** Search for a word that you expect in every text. Is it there? In whose voice?

# %% [markdown] tags=["solution"]
# **Answer** Any word will do; the point is the last column. A word in the voice *quotation* is the speaker's choice, and
# the writer's choice was to quote it. Likely slip: to read the narrator column as the opinion of the outlet.

# %% [markdown]
# **2.** Somebody says: "The computer found that this outlet is the most emotional." Which two things are wrong with that?

# %% [markdown] tags=["solution"]
# **Answer** The computer counted words on a list, it found no feelings; and it counted them in one text, not in an outlet.
# A sentence that can be defended names the text, the number, its interval and the words that drove it.

# %% [markdown]
# ## What this shows
#
# How much text there is, where a word stands, and that every number leads back to the sentences it was made from.
#
# ## Look elsewhere
#
# Find one more report of the same event that is not in the corpus. What does it tell that none of these texts tells?
#
# ## Before you go
#
# In one sentence: what would you want to know about a number before you believe it?
