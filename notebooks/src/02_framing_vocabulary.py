# %% [markdown]
# # Which words does each report reach for?
#
# Two reports of one event can use different words for it. Some of that is choice, and much would come without any: short texts
# differ in nearly every word. This page shows which words set a text apart, and what the same paragraphs give when they are
# dealt to the texts at random.
#
# **You will be able to** read a keyness figure, tell a difference from what dealing gives, and check a word in its context.
#
# **Level** undergraduate, researcher; school (14+) without the exercises on dealing · **Time** 45 minutes without code,
# 70 with code
#
# **Before you start** choose *Run → Run All Cells* once. Page 01 explains what *body* means.
#
# **Words to know**
#
# * *rate*: how often a word stands in every 1,000 words, so that long and short texts can be set side by side
# * *keyness*: how much more, or less, a word is used in one text than in the rest
# * *dealing*: all paragraphs (runs of about five sentences) are dealt to the texts at random, many times
# * *lexicon*: a list of words that go with a theme; a count is "vocabulary associated with" the theme, no more
#
# **Content note** The bundled corpus is fiction, written for teaching. Texts of your own may describe violence.
#
# **The question behind it** What is the content, and which techniques are used? How do you know?

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
# Name three words that you expect in one of these reports and not in the others. Write them down.

# %% [markdown]
# ## How often each word stands there

# %%
study.show("terms", rows=15)

# %% [markdown]
# **How to read it** `n` is the count, `n_words` the length of the text, `rate` the count per 1,000 words. `low` and `high`
# bound the rate; they are wide because the texts are short, and a dash where a group has too few articles to bound it. The
# words on top are nearly the same in any English text.

# %%
study.figure("terms", top=10)

# %% [markdown]
# ## Back to the words
#
# Type one of your three words. In whose voice does it stand, and where in the text?

# %%
study.explore("contexts", query="truce")

# %%
study.explore("dispersion", query="truce")

# %% [markdown]
# **How to read it** Each line is a text from its first word to its last. A word at the start of one text and at the end of
# another is weighed differently, though the counts agree. *DP* is 0 where a word is spread over the texts like their sizes.

# %% [markdown]
# ## Which words stand near it?

# %%
study.explore("collocates", query="truce")

# %% [markdown]
# **How to read it** Compare the times together with the times expected if the words stood in random order. *logDice* is high for words that keep to each
# other; *MI* overrates words that met once or twice. Open a word and read the lines before you say anything about it.

# %% [markdown]
# ## Runs of words

# %%
study.explore("ngrams", n=3)

# %% [markdown]
# **How to read it** The runs that most texts hold come first: names, titles, and phrases of a source that all quote. A
# phrase that stands in many texts belongs to the event or its sources, not to one writer.

# %% [markdown]
# ## Words that set one text apart

# %%
study.explore("keywords")

# %% [markdown]
# **How to read it** A dot to the right of 0: the word stands there more often than in the rest. The numbers in brackets are
# the bare counts, here and in the rest. The grey band holds 95 of 100 deals of the same paragraphs among the texts. A
# dot inside the band is as far out as such deals often put it: these texts cannot tell whether the word is special. The *prior* draws rare words towards 0: raise it and see which stay.

# %% [markdown]
# ## How many words would stand out if paragraphs were dealt?

# %%
study.show("keyness_null")

# %% [markdown]
# **How to read it** `observed` is the number of words that pass the line in these texts; `null_median` is how many pass it
# when the same paragraphs are dealt among the texts at random. Where the two are close, a list of "typical words" would teach noise.

# %% [markdown]
# ## Words that go with a theme

# %%
study.show("lexicons", rows=30)

# %%
study.explore("hits")

# %% [markdown]
# **How to read it** The dots are hits per 1,000 words; the words themselves are underlined in the text, with the theme in
# brackets. It says "vocabulary associated with" a theme; that a text *uses a frame* is a judgement of people who read it.

# %%
study.explore("themes")

# %% [markdown]
# ## How alike are the texts, and how varied?

# %%
study.explore("similarity")

# %% [markdown]
# **How to read it** 1 means the same words in the same proportions. Texts that were joined early stand side by side. Some
# order always comes out; look at which shared words make it. Where they are *the* and *of*, it says nothing.

# %%
study.explore("diversity", measure="mattr_50")

# %% [markdown]
# **How to read it** MATTR is the share of distinct words in a window of 50 or 100 words, MTLD how many words a text goes on
# before it repeats itself. Compare two texts only where all three give the same order.

# %% [markdown]
# ## What this does not show
#
# * A word list knows no irony, no denial and no context; "no violence" counts as a word of violence.
# * A frame is more than its words. Frames are coded by people; a machine counts words.
# * Words that a report does *not* use are not in any of these tables.

# %% [markdown]
# ## Exercises
#
# **1.** Choose a text above. How many of its words lie outside the grey band? Read each in its context.

# %% [markdown] tags=["solution"]
# **Answer** In short texts there are few, often none, and they tend to be names or words of one quoted speaker. That is a
# finding too: the texts are too short for a claim about word choice.

# %% [markdown]
# **2.** Which line of the table "Words beyond the line" would you use in a paper, and why?

# %% tags=["solution"]
study.show("keyness_null", title="Answer: the rule where dealt paragraphs give next to nothing")

# %% [markdown]
# **3.** Choose one theme and the voices *narrator* and *quotation*. Who uses these words?

# %% [markdown] tags=["solution"]
# **Answer** If the words stand in quotations, the speakers chose them; the text chose the speakers. Both statements can be
# made; neither says what the text "wants". Where it says "too few to say", the voice has too few words for a rate.

# %% [markdown]
# ## What this shows
#
# Which words each of these texts uses more often than the others, with counts, intervals and what dealt paragraphs give.
#
# ## Look elsewhere
#
# Take one word that stands out. Search an archive or a search engine for it together with the event: who else uses it?
#
# ## Before you go
#
# In one sentence: why is a list of "typical words" of a text with 300 words to be read with care?
