"""Abbreviations and openers that the sentence rules know, in their usual capitalisation."""

from __future__ import annotations


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


# A name or a number must follow: their stop never ends a sentence.
TITLES = _listed(
    "Mr Mrs Ms Mx Dr Prof Rev Fr Hon Pres Gov Sen Rep Reps Sens Amb Gen Lt Col Maj Capt Cmdr Cdr Adm Brig Sgt Cpl Pvt Cpt "
    "Supt Det Insp Messrs Mme Mlle Mgr Msgr Ald Atty Gens Cols Drs Profs Mt Ft vs v cf ca approx eg ie viz"
)
# They stand before a number; elsewhere they are words or ends.
BEFORE_NUMBER = _listed(
    "No Nos Fig Figs fig Vol vol pp p Art Sec Ch Par Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Eq eq Ref Res"
)
# They may stand inside a sentence or end it: what follows decides.
OPEN_ENDED = _listed(
    "St Inc Corp Ltd Co Cos Bros Jr Sr Esq Ave Blvd Rd Hwy Dept Univ Assn Assoc Bldg Intl Natl Govt Mfg etc al "
    "Ala Ariz Ark Calif Colo Conn Fla Ga Ill Kan Ky La Md Mich Minn Mo Mont Neb Nev Okla Pa Tenn Tex "
    "Vt Va Wis Wyo Mon Tue Tues Wed Thu Thur Thurs Fri PhD Ph.D sq ft lb lbs oz"
)
# They open a new sentence rather than carry on a name, where an abbreviation stands before them.
SENTENCE_OPENERS = _listed(
    "A An The This That These Those He She It We They You I His Her Its Our Their My Your There Here What When Where Why "
    "Who How Which Whether While Although Though Because Since If Unless Until Before After As At By For From In Into "
    "Of On Over Under To With Without During Through Among Between Against About And But Or Nor So Yet Then Now Also "
    "However Moreover Meanwhile Still Instead Later Earlier Today Yesterday Tomorrow Some Many Most Several All Both "
    "Each Every Few No None Not Only Once Last Next Nearly Almost Another Other Others One Two Three Just Even Despite "
    "According Asked Speaking Is Are Was Were Did Do Does Has Have Had Will Would Can Could Should May Might Must"
)
# After a clock time these carry on: "8 p.m. Monday", "5 a.m. EST".
AFTER_CLOCK = _listed(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September "
    "October November December Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Eastern Central Mountain Pacific Greenwich "
    "Universal Local"
)
# After a quoted question or outcry they show that the sentence goes on: '"Why now?" Marn asked.'
SPEECH_VERBS = _listed(
    "said says asked asks told tells wondered cried shouted added wrote writes replied answered exclaimed demanded "
    "declared insisted recalled joked tweeted posted continued inquired"
)
FILE_ENDINGS = _listed("pdf doc docx txt jpg jpeg png gif svg html htm csv xlsx json mp3 mp4 zip js py net exe")
