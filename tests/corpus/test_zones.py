"""Zones of invented pages. Each page is a list of (zone, line); the blocks must come out as the list says."""

from __future__ import annotations

import pandas as pd
import pytest

from workbench.corpus.blocks import cut_parts
from workbench.corpus.zone_rules import repeat, top
from workbench.corpus.zones import LOG_COLUMNS, classify_blocks
from workbench.schema import SORT_KEYS, TABLES, ZONES

PAGES = {
    "british site": [
        ("boilerplate", "Skip to content\n"),
        ("boilerplate", "Home | News | Weather\n\n"),
        ("headline", "Ferry runs aground off Skerra as gale closes harbour\n\n"),
        ("standfirst", "Forty passengers were taken off by lifeboat before dawn, the coastguard said.\n\n"),
        ("byline", "By Moira Tennant, Shipping Correspondent\n"),
        ("dateline", "12 November 2031, 06:41 GMT\n\n"),
        ("body", "A ferry carrying forty people ran aground off the island of Skerra early on Wednesday.\n\n"),
        ("body", "“We heard one long scrape,” said Ailsa Munro, who was on the car deck.\n\n"),
        ("boilerplate", "Advertisement\n\n"),
        ("body", "The coastguard sent two lifeboats and a helicopter. Nobody was hurt.\n\n"),
        ("crosshead", "'Like a bus braking'\n\n"),
        ("body", "Mr Rae, the mate, told reporters that the steering had failed.\n\n"),
        ("teaser", "READ MORE: Harbour board delays dredging again\n\n"),
        ("body", "He did not elaborate.\n\n"),
        ("teaser", "Related topics\n"),
        ("teaser", "Storm warnings extended across the northern isles\n"),
        ("boilerplate", "© 2031 The Skerra Packet. All rights reserved."),
    ],
    "american wire": [
        ("headline", "Dam Officials Order Evacuation as Spillway Cracks\n"),
        ("byline", "By JANE DOE and TOM ROE\n"),
        ("dateline", "Updated 4:15 p.m. EST, March 3, 2031\n\n"),
        ("dateline", "PINE GULCH, Mont. (WIRE) —"),
        ("body", " Officials ordered 3,000 people to leave their homes Monday after cracks appeared in a dam.\n\n"),
        (
            "caption",
            "In this aerial photo, water pours over the spillway of the Pine Gulch dam. (Sam Poe/The Ledger via PIX)\n\n",
        ),
        ("body", "“Get out now,” Sheriff Ann Low said.\n\n"),
        ("body", "On March 1, 2031, inspectors warned the state that the spillway was at risk.\n\n"),
        ("byline", "Associated writer Lee Fox in Helena contributed to this report."),
    ],
    "asian partner site": [
        ("dateline", "Published: 18:22, June 9, 2032 | Updated: 19:05, June 9, 2032\n"),
        ("headline", "Valdoria's premier turns down port deal with Ostmark\n"),
        ("byline", "By Nordpress\n\n"),
        (
            "caption",
            "Valdorian premier Ilse Brandt waves to dock workers at a rally in Port Selm on June 8, 2032. (PHOTO / NORDPRESS)\n\n",
        ),
        ("dateline", "PORT SELM –"),
        (
            "body",
            " Valdorian premier Ilse Brandt turned down an offer to lease the country's main port on Tuesday.\n\n",
        ),
        ("body", '"The quay is ours and it stays ours," Brandt told the dockers.\n\n'),
        ("teaser", "READ MOREDockers vote to end strike in Port Selm\n\n"),
        ("body", "The offer came after two years of talks.\n\n"),
        ("pullquote", "The quay is ours and it stays ours\n\n"),
        ("pullquote", "Ilse Brandt, Premier, Valdoria\n\n"),
        ("teaser", "ALSO READ:\u00a0Ostmark calls for calm over port\n\n"),
        ("body", "Ostmark's envoy said further talks were needed."),
    ],
    "no headline, split post": [
        (
            "body",
            "Valdoria's premier Ilse Brandt has met the envoy of Ostmark for the first time since the strike began, and both sides said that talks on the lease of the port would go on next week in a neutral town, with a mediator from the Lake Council present at the table.\n\n",
        ),
        ("crosshead", "Brandt promises ‘no lease’ for port\n\n"),
        ("body", "Brandt promised the dockers that the port would not be let on a lease.\n\n"),
        ("social", "Today Premier Ilse Brandt welcomed the envoy of Ostmark to the Old Customs House.\n\n\n\n"),
        (
            "social",
            "They had a frank talk about the port and @OstmarkMFA will send a paperhttps://t.co/aB3dE5 pic.twitter.com/XyZ123 — Government of Valdoria (@ValdoriaGov) June 9, 2032\n\n",
        ),
        ("body", "The dockers said they would wait for the paper.\n\n"),
        (
            "social",
            "Glad to be back in Port Selm. Good talks. pic.twitter.com/QQ11 — Envoy Karl Lund (@karl_lund) 9 June 2032\n\n",
        ),
        ("body", "Lund leaves on Friday."),
    ],
    "machine date": [
        ("dateline", "date 2032-06-09"),
        ("body", " Valdoria's premier, Ilse Brandt, has said that a deal on the port is out of reach.\n\n"),
        ("crosshead", "Premier Rejects Ostmark's Offer\n\n"),
        ("body", "The premier rejected the offer that Ostmark had made in May.\n\n"),
        ("crosshead", "A Harbour of 'National Interest'\n\n"),
        ("body", "She called the harbour a matter of national interest."),
    ],
    "two headlines and a remnant": [
        ("boilerplate", "Skip to main content\n\n"),
        ("headline", "Lake town votes for wall, critics say mayor ignored law\n\n"),
        ("headline", "Lake town votes to build flood wall, critics say mayor ignored the law\n"),
        ("boilerplate", "7 min read\n"),
        ("dateline", "21 September, 2033\n"),
        (
            "standfirst",
            'Mayor Oda Lind told the council that the wall would "save the old town", where 900 people live.\n',
        ),
        ("caption", "Opponents say 'the wall' will spoil the shore [Lakepix]\n\n"),
        ("body", "The council of Lindby on Tuesday voted to build a flood wall along the lake.\n\n"),
        (
            "body",
            'Mayor Oda Lind told the council that the wall would "save the old town" and that the state would pay half of it.\n\n',
        ),
        ("body", 'A lawyer for the opponents said she was "alarmed" by the vote.\n\n'),
        ("boilerplate", "Live Update\n\n"),
        ("body", '"It would be built on land that is not theirs," she said.'),
    ],
    "doubled headline, bare titles, scene": [
        (
            "headline",
            "The mayor of Lindby has refused the farmers' plea for a lower wall and has said that the works will begin in May.\n\n",
        ),
        (
            "standfirst",
            "The mayor of Lindby has refused the farmers’ plea for a lower wall and has said that the works will begin in May.\n\n",
        ),
        ("dateline", "Lindby, Norrland\u00a0—"),
        ("body", " The mayor of Lindby, Oda Lind, has turned down\n\n"),
        (
            "body",
            "The farmers have asked for a lower wall, but the council stays committed to its building plans.plans for the shore\n\n",
        ),
        (
            "body",
            "The flood has driven about 900 people out of their houses.have moved to the school. Many sleep on gym mats.\n\n",
        ),
        ("teaser", "Norrland's governor meets farmers' leader amid row over lake wall\n\n"),
        ("caption", "On May 3, 2033, Governor Per Holm and farmers' leader Siri Dahl shake hands in Lindby.\n\n\n"),
        ("body", "The governor has been urging the mayor to wait.\n\n"),
        ("teaser", "Council expands sandbag depot in Lindby\n\n\n"),
        ("body", "She ruled out any delay."),
    ],
    "crossheads and questions": [
        ("headline", "What we know about the tunnel fire\n\n"),
        ("body", "Nine people were treated for smoke after a fire in the Karst tunnel on Sunday night.\n\n"),
        ("crosshead", "What happened?\n\n"),
        ("body", "A lorry caught fire near the northern exit at about ten o'clock.\n\n"),
        ("crosshead", "Background\n\n"),
        ("body", "The tunnel was opened in 1974. It has no second tube.\n\n"),
        ("crosshead", "A long row over money\n\n"),
        ("body", "The province and the state have argued for years over who should pay for one:\n\n"),
        ("body", "• the province, which owns the road\n"),
        ("body", "• the state, which takes the toll\n\n"),
        ("body", "Neither would say more on Monday."),
    ],
    "newspaper with appeals": [
        ("boilerplate", "Subscribe\n"),
        ("boilerplate", "Share\n"),
        ("headline", "Bakers warn of bread shortage before the feast\n"),
        ("byline", "Written by Nadia Osei | 2 hours ago\n\n"),
        ("body", "Bakers in Tamra warned on Thursday that bread may run short before the feast.\n\n"),
        ("boilerplate", "Sign up for our morning newsletter and never miss a story.\n\n"),
        ("body", "Flour has doubled in price since the spring, the guild said.\n\n"),
        ("caption", "Photo: A woman buys bread in the old market of Tamra.\n\n"),
        ("body", "The ministry denied this. “There is flour for six months.”\n\n"),
        ("boilerplate", "This article was first published on 4 May 2031.\n\n"),
        ("boilerplate", "Follow us on Telegram"),
    ],
    "section label and fixed file photo": [
        ("boilerplate", "World\n"),
        ("headline", "Rebels free nine miners in Kembe\n"),
        ("dateline", "Mon 7 Apr 2031 09.12 BST\n"),
        ("boilerplate", "3 minute read\n\n"),
        (
            "caption",
            "FILE PHOTO: Miners queue at a pit head near Kembe, 2 January 2030. REUSE/Amadou Ba/File Photo\n\n",
        ),
        ("dateline", "KEMBE, April 7 (Nordpress) -"),
        ("body", " Rebels in the hills of Kembe freed nine miners on Monday, the Red Crescent said.\n\n"),
        ("body", "The nine had been held since 3 March.\n\n"),
        ("byline", "(Reporting by Awa Sow; Editing by Ed Pike)"),
    ],
    "indian style": [
        ("headline", "Cyclone toll rises to 14 as rescue teams reach delta villages\n"),
        ("byline", "Press Bureau\n"),
        ("dateline", "May 12, 2031 08:15 pm | Updated May 13, 2031 07:02 am IST - KOLANPUR\n\n"),
        ("dateline", "KOLANPUR:"),
        ("body", " The toll in the cyclone rose to 14 on Tuesday as teams reached the last of the delta villages.\n\n"),
        ("teaser", "Also read | Why the delta floods every third year\n\n"),
        ("body", "“Two bridges are gone,” an official told this newspaper.\n\n"),
        ("byline", "(With inputs from agencies)"),
    ],
    "radio page": [
        ("boilerplate", "HOME / WORLD / LAKES\n"),
        ("headline", "Lake council talks collapse, delegates walk out\n"),
        ("dateline", "May 9, 2031 8:14 PM ET\n"),
        ("boilerplate", "3-Minute Listen\n\n"),
        ("caption", "Delegates from the southern cantons leave the hall in Port Selm, Valdoria, on Friday.\n"),
        ("caption", "Jan Rud/VAL Images\n\n"),
        ("dateline", "PORT SELM, Valdoria —"),
        ("body", " Talks on a new charter for the lake cantons collapsed Friday.\n\n"),
        ("body", 'They said the draft had been "written in the dark."\n\n'),
        ("boilerplate", "Sponsor Message\n\n"),
        ("body", "The chair said she would try again. She gave no date.\n\n"),
        ("byline", "Karl Lund in Port Selm contributed to this report."),
    ],
    "single-spaced lines": [
        ("headline", "Three dead in Obu shaft collapse, two others pulled out alive\n"),
        ("dateline", "UPDATED ON: APR 05, 2031 07:12 AM IST\n"),
        ("body", "Three miners died on Friday when a shaft collapsed near Obu, police said.\n"),
        ("body", "The shaft had been closed since 2029, said an officer of the district police.\n"),
        ("teaser", "Also Read: Nine mines shut after audit\n"),
        ("body", "He is believed to have fled.\n"),
        ("boilerplate", "Get current updates on Obu and all the headlines in our app.\n"),
        ("boilerplate", "SHARE THIS ARTICLE ON"),
    ],
    "signature on a line of its own": [
        ("headline", "Mayor apologises for blackout\n\n"),
        ("body", "The mayor of Hallow apologised on Monday for a blackout that lasted nine hours.\n\n"),
        ("social", "I am sorry. We will find out what went wrong and tell you. #blackout\n\n"),
        ("social", "— Mayor Ruth Hale (@ruthhale) February 2, 2031\n\n"),
        ("body", "The grid company said a squirrel had got into a switch."),
    ],
    "clean": [
        ("body", "A court in Vell acquitted the two bankers on Friday. The prosecutor said he would appeal.\n\n"),
        ("body", "“We are relieved.”\n\n"),
        ("body", "On 3 May 2029, the bank had closed its doors without a warning to its 40,000 customers.\n\n"),
        ("body", "Why it did so is not known.\n\n"),
        ("body", "The judge read for an hour. She found that:\n\n"),
        ("body", "the bankers had acted in good faith;\n\n"),
        ("body", "no money was missing.\n\n"),
        ("body", "They left by a side door.\n\n"),
        ("body", '"It has been four years," one of them said'),
    ],
    "wrapped mail": [
        ("headline", "COUNCIL BACKS TRAM LINE\n\n"),
        (
            "body",
            "The city council of Mersund voted on Monday night to build a\ntram line from the station to the university, after a debate\nthat lasted until two in the morning.\n\n",
        ),
        (
            "body",
            "The vote was 31 to 30. The mayor, who had not spoken in the\ndebate, said afterwards that she had been in doubt until the\nlast minute.",
        ),
    ],
}


def lay_out(page):
    text, rows = "", []
    for zone, piece in page:
        start = len(text) + len(piece) - len(piece.lstrip())
        text += piece
        rows.append((start, len(text.rstrip()), zone))
    return text, rows


def classify(text, **keywords):
    return classify_blocks(pd.DataFrame({"article_id": ["a"], "text": [text]}), **keywords)


def zones_of(text, **keywords):
    return classify(text, **keywords)[0]["zone"].tolist()


@pytest.mark.parametrize("name", PAGES)
def test_each_line_of_an_invented_page_gets_its_zone(name):
    text, expected = lay_out(PAGES[name])
    blocks, _, _ = classify(text)
    found = [(row.start, row.end, row.zone) for row in blocks.itertuples()]
    shown = [(zone, text[start:end]) for start, end, zone in found]
    assert shown == [(zone, text[start:end]) for start, end, zone in expected]
    assert found == expected


@pytest.mark.parametrize("name", PAGES)
def test_no_character_but_white_space_is_lost_and_no_block_has_outer_space(name):
    text, _ = lay_out(PAGES[name])
    blocks, _, _ = classify(text)
    pieces = [text[start:end] for start, end in zip(blocks["start"], blocks["end"], strict=True)]
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(piece == piece.strip() and piece for piece in pieces)
    assert blocks["start"].tolist() == sorted(blocks["start"])
    assert blocks["zone"].isin(ZONES).all()
    assert blocks["confidence"].between(0, 1).all()


def test_tables_keep_the_contract_and_do_not_change_the_input():
    articles = pd.DataFrame({"article_id": ["b", "a"], "text": ["One went.\n\nTwo came.", "It rained on Monday."]})
    before = articles.copy()
    blocks, warnings, log = classify_blocks(articles)
    pd.testing.assert_frame_equal(articles, before)
    assert list(blocks.columns) == list(TABLES["blocks"])
    assert list(warnings.columns) == list(TABLES["warnings"])
    assert list(log.columns) == list(LOG_COLUMNS)
    assert blocks["article_id"].tolist() == ["a", "b", "b"]
    assert blocks["block_id"].tolist() == [0, 0, 1]
    assert blocks[list(SORT_KEYS["blocks"])].equals(
        blocks[list(SORT_KEYS["blocks"])].sort_values(["article_id", "block_id"])
    )


def test_the_log_has_one_row_per_decision_that_is_not_plain_body():
    text, _ = lay_out(PAGES["american wire"])
    blocks, _, log = classify(text)
    decided = blocks[blocks["zone"] != "body"]
    assert log["block_id"].tolist() == decided["block_id"].tolist()
    assert log["after"].tolist() == decided["zone"].tolist()
    assert set(log["before"]) == {"body"}
    assert set(log["decided_by"]) == {"rule"}


@pytest.mark.parametrize("text", ["", " \n\u00a0\n"])
def test_a_text_without_words_gives_empty_tables(text):
    blocks, warnings, log = classify(text)
    assert (len(blocks), len(warnings), len(log)) == (0, 0, 0)
    assert list(blocks.columns) == list(TABLES["blocks"])


def test_one_word_is_body():
    assert zones_of("Rain") == ["body"]


def test_a_frame_without_text_is_refused():
    with pytest.raises(KeyError, match=r"articles lacks the column\(s\) text"):
        classify_blocks(pd.DataFrame({"article_id": ["a"]}))


def test_a_question_may_be_the_headline():
    text = "Can the lake be saved?\n\nThe council of Lindby met on Monday night to talk about it."
    assert zones_of(text) == ["headline", "body"]


def test_a_stated_title_names_the_headline_whatever_its_shape():
    text = (
        "The mayor has gone home.\n\nThe mayor of Lindby went home on Monday, the council said.\n\nNo reason was given."
    )
    articles = pd.DataFrame({"article_id": ["a"], "text": [text], "title": ["The mayor has gone home"]})
    assert classify_blocks(articles)[0]["zone"].tolist() == ["headline", "body", "body"]
    assert zones_of(text) == ["body", "body", "body"]


BODY = (
    "The council of Lindby met on Monday night to talk about the wall.\n\n{}\n\nThe mayor did not come to the meeting."
)


@pytest.mark.parametrize(
    "line",
    [
        "He did not elaborate.",
        "“We will be back.”",
        "She said she was sorry (and was heard to laugh).",
        "On March 7, 2031, the court ruled that the wall was lawful.",
        "Ministers meet in Lima on Friday.",
        "Oil prices rise on Monday.",
        "Terms of the deal were not disclosed.",
        "Advertisers have left the platform.",
        "With reports of looting spreading, the army was called in.",
        "The heat contributed to the fire.",
        "For more than a decade, Facebook has kept the data.",
        "This report is the third of its kind.",
        "A satellite image released on Monday showed the damage.",
        "Smith — a former minister — said nothing.",
        "By Monday the water had gone.",
        "Share prices fell.",
        "Watch out, he told them.",
        "How is that possible?",
        "But why now?",
        "Related costs rose too.",
        "Copyright law is clear on this, she said.",
        "The deal was signed in Washington, D.C.",
        "It is a mess, said @mayor_lind on her account.",
        "• fifty blankets and a stove",
        '"It has been four years," one of them said',
        "What matters is “the shore.”",
    ],
)
def test_an_ordinary_short_paragraph_stays_in_the_body(line):
    assert zones_of(BODY.format(line)) == ["body"] * 3


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("READ MORE: Lake level rises again", "teaser"),
        ("READ MORELake level rises again", "teaser"),
        ("Read moreLake level rises again", "teaser"),
        ("ALSO READ:\u00a0Lake level rises again", "teaser"),
        ("Also Read | Lake level rises again", "teaser"),
        ("SEE ALSO Lake level rises again", "teaser"),
        ("WATCH: Lake level rises again", "teaser"),
        ("Related: Lake level rises again", "teaser"),
        ("[Read more: Lake level rises again]", "teaser"),
        ("Don’t miss: Lake level rises again", "teaser"),
        ("World > Africa", "boilerplate"),
        ("World › Africa", "boilerplate"),
        ("World>Africa", "boilerplate"),
        ("Home | News | Weather", "boilerplate"),
        ("Advertisement", "boilerplate"),
        ("ADVERTISEMENT - CONTINUE READING BELOW", "boilerplate"),
        ("Article continues below", "boilerplate"),
        ("Share this article", "boilerplate"),
        ("Copy link", "boilerplate"),
        ("Breaking News", "boilerplate"),
        ("Photo Gallery", "boilerplate"),
        ("5-minute read", "boilerplate"),
        ("Reading time: 5 minutes", "boilerplate"),
        ("* * *", "boilerplate"),
        (".hero-image {", "boilerplate"),
        ("https://example.org/lake", "boilerplate"),
        ("Click here to subscribe to our newsletter.", "boilerplate"),
        ("Villagers stack sandbags by the lake. (Ann Poe/Lakepix)", "caption"),
        ("Villagers stack sandbags by the lake [Lakepix]", "caption"),
        ("Villagers stack sandbags by the lake. Photograph: Ann Poe/Lakepix", "caption"),
        ("Photo: Lakepix", "caption"),
        ("File photo: villagers by the lake", "caption"),
        ("(L-R) Oda Lind, Per Holm and Siri Dahl at the lake.", "caption"),
        ("Villagers stack sandbags in Lindby, Norrland, May 3, 2033.", "caption"),
        ("A man carries his dog through the water in Lindby, Norrland, on 3 May 2033.", "caption"),
        ("Houses are seen under water in Lindby on May 3, 2033.", "caption"),
        ("The old bridge at Lindby after the flood, 3 May 2033.", "caption"),
        ("Black smoke rises from a depot in Lindby on Monday.", "caption"),
        ("‘We had no time’", "crosshead"),
        ("BACKGROUND", "crosshead"),
        ("Why does the lake rise?", "crosshead"),
        ("A Wall of Contention", "crosshead"),
        ("Rain all week. pic.twitter.com/AbC — Lindby Fire (@lindbyfire) May 3, 2033", "social"),
        ("Rain all week. https://t.co/AbC — Lindby Fire (@lindbyfire) 3 May 2033", "social"),
    ],
)
def test_debris_between_paragraphs_leaves_the_body(line, zone):
    assert zones_of(BODY.format(line)) == ["body", zone, "body"]


_LONG = "A view of the long old stone of the long old stone of the long old stone of the long old stone of the"
_LAKE = "Villagers stack sandbags " + "by the lake " * 17


@pytest.mark.parametrize(
    ("line", "zone", "rule", "confidence"),
    [
        # each rule for a line says which it was and how sure
        ("* * *", "boilerplate", "separator", 0.95),
        ("Updated 3 hours ago", "dateline", "time-line", 0.95),
        ("Rain all week. pic.twitter.com/AbC — Lindby Fire (@lindbyfire) May 3, 2033", "social", "post", 0.95),
        ("By Jane Doe", "byline", "byline", 0.95),
        ("Home | News | Weather", "boilerplate", "navigation", 0.85),
        ("READ MORE: Lake level rises again", "teaser", "link-line", 0.9),
        ("Copy link", "boilerplate", "page-furniture", 0.9),
        ("Photo: Lakepix", "caption", "caption-cue", 0.85),
        ("Click here to subscribe to our newsletter.", "boilerplate", "appeal", 0.85),
        (".hero-image {", "boilerplate", "page-code", 0.9),
        ("https://example.org/lake", "boilerplate", "bare-address", 0.9),
        # pictures: the least and the most words, brackets that gloss
        ("Villagers (left) stack sandbags by the lake (Ann Poe/Lakepix)", "caption", "caption-credit", 0.9),
        ("Villagers (left) stack (right) sandbags by the lake (Ann Poe/Lakepix)", "crosshead", "crosshead", 0.6),
        ("Bridge, 3 May 2033.", "caption", "caption-scene", 0.75),
        ("Smoke rises on Monday.", "caption", "caption-scene", 0.6),
        (f"{_LONG} old wooden bridge, 3 May 2033.", "caption", "caption-scene", 0.75),
        (f"{_LONG} very old wooden bridge, 3 May 2033.", "body", "body", 0.95),
        (f"{_LAKE}yet again on May 3, 2033.", "caption", "caption-scene", 0.75),
        (f"{_LAKE}yet once again on May 3, 2033.", "body", "body", 0.95),
        ("Photo: " + "by the lake " * 19 + "now and", "caption", "caption-cue", 0.85),
        ("Photo: " + "by the lake " * 19 + "now and then", "body", "cut-off", 0.6),
        # lines between paragraphs: the least words of a title, the most of a crosshead and of what is left of a page
        ("Governor resigns over lake", "teaser", "bare-title", 0.6),
        ("Governor resigns today", "crosshead", "crosshead", 0.8),
        ("Search Results Now", "boilerplate", "page-remnant", 0.6),
        ("Search Results Now Today", "crosshead", "crosshead", 0.8),
        ("A wall of contention in the old town", "crosshead", "crosshead", 0.8),
        ("A wall of contention in the old town now", "crosshead", "crosshead", 0.6),
    ],
)
def test_rule_and_confidence_of_a_line_between_paragraphs(line, zone, rule, confidence):
    found = classify(BODY.format(line))[0]
    assert found.loc[1, ["zone", "rule", "confidence"]].tolist() == [zone, rule, confidence]


def test_a_pull_quote_is_found_on_either_side_of_its_source():
    said = "“The lake was there before us, and we shall have to give way,” Lind said on the shore."
    for pulled in ("The lake was there before us, and we shall have to give way", "“The lake was there before us”"):
        assert zones_of(f"The council met on Monday.\n\n{pulled}\n\n{said}")[1] == "pullquote"
        assert zones_of(f"The council met on Monday.\n\n{said}\n\n{pulled}\n\nThat was all.")[2] == "pullquote"


def test_an_agency_after_the_last_sentence_is_cut_off_and_the_sentence_stays():
    text = "The council of Lindby met on Monday night.\n\nNobody was hurt, officials said. (Nordpress)"
    blocks, _, _ = classify(text)
    assert [text[a:b] for a, b in zip(blocks["start"], blocks["end"], strict=True)][1:] == [
        "Nobody was hurt, officials said.",
        "(Nordpress)",
    ]
    assert blocks["zone"].tolist() == ["body", "body", "byline"]


def test_reading_time_and_a_link_inside_a_line_are_cut_out():
    assert zones_of("3 May 2033 · 4 min read\n\nThe council of Lindby met on Monday night.") == [
        "dateline",
        "boilerplate",
        "body",
    ]
    assert zones_of("4 min readThe council of Lindby met on Monday night.") == ["boilerplate", "body"]
    assert zones_of("The council met on Monday. READ MORE: Lake level rises\n\nIt voted late.") == [
        "body",
        "teaser",
        "body",
    ]


def test_carriage_returns_and_a_byte_order_mark_do_not_shift_offsets():
    text = "\ufeffLake rises\r\n\r\nThe lake rose on Monday. It rained.\r\n"
    blocks, _, _ = classify(text)
    assert [text[a:b] for a, b in zip(blocks["start"], blocks["end"], strict=True)] == [
        "Lake rises",
        "The lake rose on Monday. It rained.",
    ]


def warn(text):
    _, warnings, _ = classify(text)
    return {(row.rule, text[row.start : row.end]) for row in warnings.itertuples()}


def test_glued_words_are_warned_of_with_their_offsets_and_abbreviations_are_not():
    text = "They left their houses.have moved to U.S. bases. See example.org or lind@lindby.no now. Aid for refugees.LAKA went on."
    assert warn(text) == {("glued-sentence", "houses.have"), ("glued-sentence", "refugees.LAKA")}


def test_a_glued_address_is_warned_of():
    assert ("glued-address", "paperhttps://t.co/aB3dE5") in warn(lay_out(PAGES["no headline, split post"])[0])


def test_odd_and_mixed_quotation_marks_are_warned_of():
    mixed = 'She called it "a fine thing.” Then she left.'
    odd = "He called it “a poor thing. Then he left."
    assert warn(f"{mixed}\n\n{odd}") == {("mixed-quotes", mixed), ("odd-quotes", odd)}


def test_two_times_are_warned_of_in_one_sentence():
    text, _ = lay_out(PAGES["asian partner site"])
    _, warnings, _ = classify(text)
    message = warnings.loc[warnings["rule"] == "two-times", "message"].item()
    assert "published 2032-06-09T18:22" in message
    assert "updated 2032-06-09T19:05" in message
    assert message.endswith(".")


def test_what_the_rules_doubt_is_warned_of():
    rules = {rule for rule, _ in warn(lay_out(PAGES["no headline, split post"])[0])}
    assert "post-part" in rules
    rules = {rule for rule, _ in warn(lay_out(PAGES["doubled headline, bare titles, scene"])[0])}
    assert {"bare-title", "cut-off", "glued-sentence"} <= rules


def test_a_post_within_a_long_paragraph_stays_and_is_warned_of():
    long = "The council of Lindby met and talked about the wall for hours. " * 12
    text = f"{long}The mayor wrote pic.twitter.com/AbC on her account. {long}".strip()
    blocks, warnings, _ = classify(text)
    assert set(blocks["zone"]) == {"body"}
    assert "inner-link" in set(warnings["rule"])


def test_the_five_articles_lose_no_text_and_keep_no_marked_trap(truce_folder):
    files = sorted(truce_folder.glob("*.txt"))
    texts = {path.stem[:3]: path.read_bytes().decode() for path in files}
    blocks, _, _ = classify_blocks(pd.DataFrame({"article_id": list(texts), "text": list(texts.values())}))
    for article, text in texts.items():
        mine = blocks[blocks["article_id"] == article]
        pieces = [text[a:b] for a, b in zip(mine["start"], mine["end"], strict=True)]
        assert "".join("".join(pieces).split()) == "".join(text.split())
    body = blocks[blocks["zone"] == "body"]
    kept = [texts[row.article_id][row.start : row.end] for row in body.itertuples()]
    marks = ("READ MORE", "ALSO READ", "pic.twitter", "min read", "Published:", "Skip to", "Live ", "PHOTO", "[G")
    assert not [text[:20] for text in kept for mark in marks if mark in text]
    assert {"headline", "dateline", "byline", "caption", "teaser", "pullquote", "social", "crosshead"} <= set(
        blocks["zone"]
    )


# What each zone rule weighs, one sign at a time, and where its thresholds lie --------------------------------------

RULES = {  # for each page of test_zones, the rule that decided each of its blocks, and how sure it is
    "british site": "page-furniture 0.9, navigation 0.85, headline 0.9, standfirst-above-byline 0.8, byline 0.95, time-line 0.95, body 0.95, body 0.95, page-furniture 0.9, body 0.95, crosshead 0.8, body 0.95, link-line 0.9, body 0.95, link-line 0.9, title-after-text 0.65, page-furniture 0.85",
    "american wire": "headline 0.9, byline 0.95, time-line 0.95, dateline 0.95, body 0.95, caption-cue 0.85, body 0.95, body 0.95, credit-line 0.85",
    "asian partner site": "time-line 0.95, headline 0.9, byline 0.95, caption-credit 0.9, dateline 0.95, body 0.95, body 0.95, link-line 0.9, body 0.95, pull-quote 0.9, pull-quote-signature 0.85, link-line 0.9, body 0.95",
    "no headline, split post": "body 0.95, crosshead 0.8, body 0.95, post-part 0.55, post 0.95, body 0.95, post 0.95, body 0.95",
    "machine date": "machine-date 0.95, body 0.95, crosshead 0.8, body 0.95, crosshead 0.8, body 0.95",
    "two headlines and a remnant": "page-furniture 0.9, headline 0.9, headline-variant 0.85, reading-time 0.98, time-line 0.95, standfirst-repeats-body 0.75, caption-credit 0.9, body 0.95, body 0.95, body 0.95, page-furniture 0.9, body 0.95",
    "doubled headline, bare titles, scene": "repeated-headline 0.9, repeated-headline 0.95, dateline 0.95, cut-off 0.6, cut-off 0.6, body 0.95, bare-title 0.6, caption-scene 0.75, body 0.95, bare-title 0.6, body 0.95",
    "crossheads and questions": "headline 0.9, body 0.95, crosshead 0.6, body 0.95, crosshead 0.8, body 0.95, crosshead 0.8, body 0.95, cut-off 0.6, cut-off 0.6, body 0.95",
    "newspaper with appeals": "page-furniture 0.9, page-furniture 0.9, headline 0.9, byline 0.95, body 0.95, appeal 0.85, body 0.95, caption-cue 0.85, body 0.95, page-furniture 0.85, page-furniture 0.9",
    "section label and fixed file photo": "before-headline 0.7, headline 0.9, time-line 0.95, reading-time 0.98, caption-cue 0.85, dateline 0.95, body 0.95, body 0.95, credit-line 0.85",
    "indian style": "headline 0.9, name-line 0.6, time-line 0.95, dateline 0.95, body 0.95, link-line 0.9, body 0.95, credit-line 0.85",
    "radio page": "navigation 0.85, headline 0.9, time-line 0.95, reading-time 0.98, caption-above-credit 0.75, caption-credit 0.9, dateline 0.95, body 0.95, body 0.95, page-remnant 0.6, body 0.95, credit-line 0.85",
    "single-spaced lines": "headline 0.9, time-line 0.95, body 0.95, body 0.95, link-line 0.9, body 0.95, appeal 0.85, page-furniture 0.9",
    "signature on a line of its own": "headline 0.9, body 0.95, post-part 0.8, post 0.95, body 0.95",
    "clean": "body 0.95, body 0.95, body 0.95, body 0.95, body 0.95, cut-off 0.6, body 0.95, body 0.95, cut-off 0.6",
    "wrapped mail": "headline 0.9, body 0.95, body 0.95",
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_the_rule_that_decided_each_block_and_its_confidence(name):
    blocks = classify(lay_out(PAGES[name])[0])[0]
    found = [f"{rule} {confidence:g}" for rule, confidence in zip(blocks["rule"], blocks["confidence"], strict=True)]
    assert found == RULES[name].split(", ")


@pytest.mark.parametrize(
    ("text", "usual", "weight"),
    [
        ("The rain fell.", 2, 0),
        ("The rain fell.", 1, 0),  # a gap like the others
        ("The rain fell.", 0, 1),  # a wider gap before the post's next part
        ("The rain fell", 2, 0.25),
        ("We saw the rain fall.", 2, 1),
        ("The rain fell #rain.", 2, 2),
        ("The rain fell \U0001f327.", 2, 1),
        ("Something happened in the valley.", 2, 0.5),
        ('The "rain" fell.', 2, -2),
        ("The mayor said rain fell.", 2, -1.5),
        ("The rain fell on Monday.", 2, -1),
        ("The rain fell " * 20 + ".", 2, 0),
        ("The rain fell " * 20 + "now.", 2, -1),
    ],
)
def test_what_speaks_for_a_part_of_a_post(text, usual, weight):
    part, after = cut_parts(text + "\n\nSomething else happened in the valley.")
    assert repeat._weigh_post(part, after, usual) == weight


@pytest.mark.parametrize(
    ("line", "signs"),
    [
        ("Jane Doe, mayor", True),
        ("- Jane Doe", True),
        ("Jane Doe", False),
        ("Jane Doe, mayor.", False),
        ("jane doe, mayor", False),
        ("Jane Ann Mary Rose Lily, mayor", True),
        ("Jane Ann Mary Rose Lily Doe, mayor", False),
        ("Jane Doe, the mayor of the old town of Callow by the sea", True),
        ("Jane Doe, the mayor of the old town of Callow by the long sea", True),
        ("Jane Doe, the mayor of the old town of Callow by the long grey sea", False),
    ],
)
def test_a_line_that_signs_a_pull_quote(line, signs):
    assert repeat._is_signature(cut_parts(line)[0]) == signs


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("We saw it.", True),
        ('"It was late."', True),
        ("It was late.", False),
        ("We said it.", False),
        ("We saw " + "it " * 58 + ".", True),
        ("We saw " + "it " * 59 + ".", False),
    ],
)
def test_a_paragraph_in_which_somebody_speaks(text, speaks):
    assert repeat._speaks(cut_parts(text)[0]) == speaks


FIVE = "the old harbour was closed"


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        (f"{FIVE.capitalize()}\n\nThey knew that {FIVE} to all.", ["pullquote", "body"]),
        ("Old harbour was closed\n\nThey knew that the old harbour was closed to all.", ["headline", "body"]),
    ],
)
def test_five_words_that_stand_again_are_a_pull_quote_and_four_are_none(text, zones):
    opening = "The council met on Monday and spoke for hours."
    blocks = classify(f"{opening}\n\n{text}")[0]
    assert (blocks["zone"] == "pullquote").tolist() == [False, *(zone == "pullquote" for zone in zones)]


@pytest.mark.parametrize("marked", [0, 1])
def test_of_two_equal_paragraphs_the_one_in_quotation_marks_stays_else_the_first(marked):
    said = "The lake was there before us and we shall have to give way."
    plain = classify(f"The council met.\n\n{said}\n\nThat was all.\n\n{said}")[0]
    assert plain["rule"].tolist()[1::2] == ["body", "repeated-paragraph"]
    twins = [f'"{said}"' if place == marked else said for place in (0, 1)]
    blocks = classify(f"The council met.\n\n{twins[0]}\n\nThat was all.\n\n{twins[1]}")[0]
    assert blocks["rule"].tolist()[1::2][1 - marked] == "repeated-paragraph"
    assert blocks["zone"].tolist()[1::2][marked] == "body"


BELOW = "The storm was strong and the harbour of the town was closed for the whole of the night by the guards."


@pytest.mark.parametrize(
    ("line", "terse"),
    [
        ("Storm closes old harbour.", True),
        ("Storm closes harbour.", False),
        ("Storm closes the harbour.", False),
        ("Storm closed old harbour.", False),
        ("Mayor says storm closes harbour.", True),
        ('Mayor "says" storm closes harbour.', False),
        ("Storm closes one two three four five six seven eight nine ten eleven twelve.", True),
        ("Storm closes one two three four five six seven eight nine ten eleven twelve thirteen.", False),
        ("He closes old harbour today.", False),
    ],
)
def test_a_first_line_with_its_stop_that_is_worded_like_a_headline(line, terse):
    parts = cut_parts(f"{line}\n\n{BELOW}")
    assert top._is_terse(parts, 0) == terse
    assert not top._is_terse(cut_parts(f"{line}\n\nThe storm was strong."), 0)


def test_a_question_that_ends_the_text_belongs_to_no_list_above_it():
    lines = ["Callow 12", "Port Selm 14", "Lindby 9", "Tamra 11", "Why does the lake rise?"]
    blocks = classify("The lake of Lindby rose by a metre on Monday night, the mayor said.\n\n" + "\n\n".join(lines))[0]
    assert blocks["zone"].tolist()[-1] == "body"
