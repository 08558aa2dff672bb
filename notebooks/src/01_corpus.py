# %% [markdown]
# # What exactly am I reading, and what was set aside?
#
# Reports of one event arrive as files. In each of them, sentences by the reporter stand next to headings,
# photo captions, links to other stories and posts copied from elsewhere. Before anything is counted, somebody has to
# say what belongs to the report. This page shows what the workbench decided, and why.
#
# **You will be able to** read the zones of a text, use the cleaning log to check a decision, and correct one by hand.
#
# **Level** school (14+), undergraduate · **Time** 35 minutes without code, 50 with code
#
# **Before you start** choose *Run → Run All Cells* once. Then read from the top.
#
# **Words to know**
#
# * *zone*: the part a line plays in the page: headline, byline, body, caption, link to another story (teaser), and so on
# * *body*: the sentences of the report itself; the numbers of the later pages are made from it
# * *rule*: the reason why a line got its zone; *confidence* says how sure the rule is, from 0 to 1
# * *offset*: the place of a character in the text, counted from 0
#
# **Content note** The bundled corpus is fiction, written for teaching. Texts of your own may describe violence.
#
# **The question behind it** Who made this, when, and how did it reach me? How do you know?

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

# %% [markdown]
# ## Guess first
#
# Think of a news page you read this week. Of all the words on that page, what share is the report itself?
# Write your guess on paper, as a percentage.

# %% [markdown]
# ## What was found
#
# One row per text. A dash means that the text does not state it, and nothing was guessed.

# %%
study.show("articles")

# %%
study.show("zone_words", rows=30)

# %% [markdown]
# **How to read it** Each row is one zone of one text. `n_words` counts words as printed ("don't" and "long-held" are one
# word each). Add up the rows of one text and you have every word of the file.

# %% [markdown]
# ## The figure

# %%
study.figure("zones")

# %% [markdown]
# ## Look for yourself
#
# Choose a text. Every block of lines stands behind the name of its zone in brackets; for all that is not body, the rule
# and its confidence stand there too.

# %%
study.explore("zones")

# %% [markdown]
# ## The cleaning log and the warnings
#
# Nothing is deleted. The log has one row for every block that was taken out of the body; a warning marks what the rules
# are unsure of, so that a person can look.

# %%
study.show("cleaning_log", rows=20)

# %%
study.show("warnings")

# %% [markdown]
# **Correct it by hand** Put a file `zones.csv` into the folder of the texts, with the columns `article_id`, `start`, `end`,
# `zone`, `coder` and `note`; take `article_id`, `start` and `end` from the tables above. Run the page again: the hand wins over the rule, and
# the log says so.

# %% [markdown]
# ## What this does not show
#
# * It does not show what the page looked like: pictures, layout and advertising are gone, and so is the order of the
#   site's front page.
# * It does not show what the outlet published besides this text.
# * The rules know shapes of lines, not their meaning. A rule can be wrong, and a wrong zone changes every later number.

# %% [markdown]
# ## Exercises
#
# **1.** Find one block that is not body. What would change on the page about sources if it had stayed in the body?

# %% [markdown] tags=["solution"]
# **Answer** A caption or an embedded post adds a speaker that the reporter did not interview; a pull quote counts a
# sentence twice; a link line adds words of another story. In the bundled corpus, the embedded post in *Straits Observer*
# would count as one more quotation of the envoy. Likely slip: to call every short line a heading.

# %% [markdown]
# **2.** In the view "Look for yourself", find the rule with the lowest confidence. Read the block. Do you agree with the zone?

# %% tags=["solution"]
least_sure = study["blocks"].sort_values("confidence").head(3)
wb.show_table(least_sure, title="Answer: the least sure decisions")

# %% [markdown]
# **3.** A colleague says: "One text has more words in the body, so it reports more." What do you answer?

# %% [markdown] tags=["solution"]
# **Answer** More words may repeat, quote or describe. How many *facts* are carried is another question, which a person
# has to code. The figure says how long the body is, and nothing else.

# %% [markdown]
# ## What this shows
#
# Which lines count as the report in each of these texts, which rule decided it, and where a person should look.
#
# ## Look elsewhere
#
# Open the published page of one of your own texts, if there is one. Which lines of the file are not to be seen there, and
# which things on the page are not in the file? Is there another version of the page in a web archive?
#
# ## Before you go
#
# In one sentence: name a number on this page that would change if one rule were wrong.
