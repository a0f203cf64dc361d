"""Words that tell the status of a claim: verbs that deny, plan, propose, doubt or say, nouns, adjectives and adverbs.

Sources: classes of factuality as in Saurí & Pustejovsky (FactBank, 2009): counter-factual, possible, underspecified;
the words were compiled by hand from news English.
"""

from __future__ import annotations

from kgraph.model import Status

DENY = frozenset("deny refute disavow repudiate disclaim".split())
REJECT = frozenset("reject dismiss rule".split())
FAIL = frozenset(
    "fail refuse decline avoid prevent block bar ban prohibit forbid veto boycott skip miss reject oppose".split()
)
#: Verbs of ending: what stood before them did happen, and is over ("stopped buying"), or was planned and is off.
STOP = frozenset("stop cease quit end halt suspend discontinue".split())
COLLAPSE = frozenset("collapse founder unravel".split())
DROP = frozenset("cancel scrap abandon shelve drop axe postpone withdraw call".split())
PLAN = frozenset(
    "plan intend agree expect schedule set prepare promise pledge vow commit decide aim arrange slate "
    "project undertake authorise authorize approve order due ready poise hope anticipate await clear "
    "greenlight allow permit let bid enable".split()
)
PROPOSE = frozenset(
    "propose offer suggest urge recommend advocate invite request ask demand appeal press call pitch".split()
)
MAYBE = frozenset(
    "consider discuss explore mull weigh fear worry want wish seek look threaten risk examine study "
    "ponder negotiate contemplate envisage envision wonder doubt speculate eye try attempt struggle focus "
    "debate like evaluate assess".split()
)
SAY = frozenset(
    "say tell report claim add note state announce confirm insist argue write assert acknowledge admit "
    "explain maintain stress allege believe contend think recall reckon quote cite signal hint promise "
    "estimate declare disclose reveal warn testify describe mention accuse suspect suggest conclude hear find learn "
    "show understand emerge swear inform complain".split()
)
ACCUSE = frozenset("accuse suspect allege blame charge".split())
#: Verbs of "of" and a gerund that say it was not so: "acquitted of taking bribes".
CLEAR = frozenset("clear acquit absolve exonerate".split())
#: Verbs whose content is not the case: "imagine that Acme had signed".
UNREAL = frozenset("imagine suppose pretend".split())
#: Words before a gerund that say it is not done: "instead of buying", "stopped short of selling".
NOT_DONE = frozenset("without instead rather far short".split())
#: Verbs whose infinitive is done indeed: "managed to buy"; under any other verb it is still to be done.
IMPLICATIVE = frozenset(
    "manage begin start continue force help come go get happen tend use have make proceed choose compel oblige oblige "
    "dare remember prove turn serve require cause lead move rush hasten opt".split()
)
#: Words that make "not" and "no" say that something is open, and not that it is false: "did not confirm that".
OPEN = frozenset("say confirm know think believe state clarify specify rule deny disclose mention claim tell".split())
#: Nouns of what is said or shown: "no evidence that" leaves it open, "denied claims that" denies it.
TOLD = frozenset(
    "claim report allegation accusation rumour rumor suggestion speculation account story charge assertion".split()
)
SHOWN = frozenset("evidence proof sign indication suggestion reason".split())
#: Adverbs of what all but happened.
ALMOST = frozenset({"almost", "nearly"})
NOUN_STATUS: dict[str, Status] = {
    **dict.fromkeys(
        "possibility prospect risk threat chance fear potential option idea likelihood hope desire "
        "interest consideration feasibility talk negotiation discussion consultation".split(),
        Status.POSSIBLE,
    ),
    **dict.fromkeys("goal aim ambition effort attempt objective bid".split(), Status.POSSIBLE),
    **dict.fromkeys(
        "plan intention preparation commitment decision promise pledge agreement groundwork".split(), Status.PLANNED
    ),
    **dict.fromkeys("proposal offer call invitation suggestion request".split(), Status.PROPOSED),
    **dict.fromkeys(
        "allegation accusation rumour rumor claim suspicion report account speculation".split(), Status.REPORTED
    ),
    "denial": Status.DENIED,
}
ADJECTIVE_STATUS: dict[str, Status] = {
    **dict.fromkeys("planned upcoming forthcoming scheduled future expected coming impending".split(), Status.PLANNED),
    **dict.fromkeys("proposed".split(), Status.PROPOSED),
    **dict.fromkeys("possible potential likely prospective hypothetical".split(), Status.POSSIBLE),
    **dict.fromkeys("alleged reported purported supposed suspected rumoured rumored".split(), Status.REPORTED),
}
MODALS: dict[str, Status] = {
    **dict.fromkeys("may might could can would should must ought".split(), Status.POSSIBLE),
    **dict.fromkeys("will shall wo sha 'll ’ll".split(), Status.PLANNED),
}
ADVERBS: dict[str, Status] = {
    **dict.fromkeys("reportedly allegedly apparently supposedly purportedly".split(), Status.REPORTED),
    **dict.fromkeys("possibly perhaps maybe potentially probably likely presumably".split(), Status.POSSIBLE),
}
NEGATIONS = frozenset("not n't n’t never neither nor no hardly barely scarcely".split())
NOBODY = frozenset("no nobody none neither nothing no-one".split())
ENDED_ADJECTIVES = frozenset(
    "former then ex ex- ousted outgoing late retired one-time erstwhile cancelled canceled lapsed expired "
    "defunct".split()
)
ENDED_VERBS = frozenset("cancel call scrap lift end terminate suspend abandon drop shelve".split())
#: Conjunctions of time.
WHEN = frozenset("when before after once until as while".split())
#: Prepositions of a phrase that sets the scene of its sentence.
SETTING = frozenset({"since", "after", "following", "despite", "amid", "during"})
#: Labels over which a governor's force reaches down.
REACHES = frozenset({"ccomp", "xcomp", "csubj", "obj", "nsubj:pass", "obl", "nmod", "acl", "nsubj", "iobj"})
#: Labels that carry a word's own aside: what governs them neither denies nor doubts it.
ASIDE = frozenset({"acl:relcl", "appos", "parataxis", "advcl", "dislocated", "acl"})
#: Adjectives over an infinitive or a clause: what is to be done, and what may be.
READY = frozenset("due set ready poised scheduled about".split())
LIKELY = frozenset("likely possible unlikely able willing keen eager wary unclear conceivable plausible".split())
