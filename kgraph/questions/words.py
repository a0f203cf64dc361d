"""English word forms, both ways round, and the small words of questions. No spaCy: reading a question is instant."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

#: Base -> past, participle of the irregular verbs that reports use. Compounds ("undertake") are found by their ending.
_IRREGULAR: Final = """
be was been|bear bore borne|beat beat beaten|become became become|begin began begun|bid bid bid|bind bound bound
bite bit bitten|blow blew blown|break broke broken|bring brought brought|build built built|burn burnt burnt
buy bought bought|cast cast cast|catch caught caught|choose chose chosen|come came come|cut cut cut|deal dealt dealt
dig dug dug|do did done|draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt
fight fought fought|find found found|flee fled fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten
freeze froze frozen|get got got|give gave given|go went gone|grow grew grown|hang hung hung|have had had
hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known
lay laid laid|lead led led|leave left left|lend lent lent|let let let|lie lay lain|lose lost lost|make made made
mean meant meant|meet met met|pay paid paid|put put put|quit quit quit|read read read|ride rode ridden|rise rose risen
run ran run|say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken
shoot shot shot|show showed shown|shut shut shut|sink sank sunk|sit sat sat|speak spoke spoken|spend spent spent
split split split|spread spread spread|stand stood stood|steal stole stolen|stick stuck stuck|strike struck struck
swear swore sworn|take took taken|teach taught taught|tell told told|think thought thought|throw threw thrown
understand understood understood|wear wore worn|win won won|withdraw withdrew withdrawn|write wrote written
"""
#: Nouns whose plural is not made with -s.
_PLURALS: Final = {
    "person": "people", "man": "men", "woman": "women", "child": "children", "aircraft": "aircraft",
    "personnel": "personnel", "series": "series", "equipment": "equipment", "analysis": "analyses",
    "crisis": "crises", "staff": "staff", "datum": "data", "medium": "media", "hardware": "hardware",
    "howitzer": "howitzers", "spacecraft": "spacecraft", "watercraft": "watercraft",
}  # fmt: skip
_VOWELS: Final = "aeiou"
#: Verbs of two syllables that double their last letter: the stress is on the second.
_DOUBLING: Final = frozenset(
    "admit commit compel control defer equip expel occur permit prefer propel rebel refer submit transfer"
    " transmit".split()
)

#: Forms of the auxiliaries -> their base.
AUXILIARIES: Final = {
    form: base
    for base, forms in {
        "be": "be am is are was were been being s're 're",
        "do": "do does did done doing",
        "have": "have has had having 've",
        "will": "will would shall should 'll wo",
        "can": "can could may might must ca",
    }.items()
    for form in forms.split()
}
QUESTION_WORDS: Final = frozenset("who whom whose what which where when why how".split())
PREPOSITIONS: Final = frozenset(
    "about against among around at between by during for from in inside into near of on onto over through to toward "
    "towards under until till via with within without upon since before after off alongside".split()
)
DETERMINERS: Final = frozenset("a an the this that these those any some all every each no its his her their".split())
NEGATIONS: Final = frozenset("not n't never nobody none neither".split())
#: Words that name nothing by themselves.
SMALL: Final = frozenset(AUXILIARIES) | PREPOSITIONS | DETERMINERS | NEGATIONS | QUESTION_WORDS | {"and", "or", "&"}
#: Words that change nothing in what is asked.
IDLE: Final = frozenset(
    "please actually really exactly currently presently now already ever so far officially publicly formally allegedly "
    "reportedly apparently supposedly also too there himself themselves itself us me we i you "
    "ok okay well then just only other others else more most mainly together own recently yet still and or both "
    "being anyone anybody someone somebody everyone everybody anything something everything thing things".split()
)

#: Words that turn a claim round: one that has no part in a reading spoils it.
DENIALS: Final = frozenset("denied denies deny rejected rejects refuted refutes disputed disputes".split())
#: Words that stand for something said before, which a single question does not have.
PRONOUNS: Final = frozenset("it they he she him them".split())
#: Words that change nothing where "to" follows ("is set to visit"), since every answer tells its status.
IDLE_BEFORE_TO: Final = frozenset(
    "planning planned plans plan expected due supposed scheduled set said reported thought believed likely "
    "going about hoping hopes".split()
)

#: Words that ask for connections.
TIES: Final = frozenset(
    "connected connect connects connecting connection connections linked link links related relate "
    "relates relation relations relationship "
    "relationships tied tie ties path paths associated association neighbours neighbors neighbour "
    "neighbor neighbourhood neighborhood "
    "surrounding".split()
)


@lru_cache(maxsize=1)
def _irregular() -> dict[str, tuple[str, str]]:
    rows = (row.split() for line in _IRREGULAR.strip().splitlines() for row in line.split("|"))
    return {base: (past, participle) for base, past, participle in rows}


@lru_cache(maxsize=1)
def _bases() -> dict[str, str]:
    """Forms of the irregular verbs -> base, that of the first verb where several have a form ("lay", "found")."""
    bases: dict[str, str] = {}
    for base, forms in _irregular().items():
        for form in (*forms, _with_s(base)):
            bases.setdefault(form, base)
    return bases


@cache
def verb_forms(base: str) -> dict[str, str]:
    """Forms of a verb -> "base", "s", "past", "participle", "ing"; a form that is two of them has the later.

    Example:
        >>> verb_forms("supply")
        {'supply': 'base', 'supplies': 's', 'supplied': 'participle', 'supplying': 'ing'}
        >>> verb_forms("withdraw")["withdrew"], verb_forms("equip")["equipping"], verb_forms("undertake")["undertaken"]
        ('past', 'ing', 'participle')
    """
    if base == "be":
        return {**dict.fromkeys(("be", "am", "are", "is", "was", "were"), "base"), "been": "participle", "being": "ing"}
    past, participle = _past(base)
    return {base: "base", _with_s(base): "s", past: "past", participle: "participle", _ing(base): "ing"}


def plural(noun: str) -> str:
    """The plural of a noun, of its last word where it has several.

    Example:
        >>> [plural(word) for word in ("company", "country", "chief executive", "person", "aircraft", "talks")]
        ['companies', 'countries', 'chief executives', 'people', 'aircraft', 'talks']
    """
    head, _, last = noun.rpartition(" ")
    made = _PLURALS.get(last) or (last if last.endswith("s") and not last.endswith("ss") else _with_s(last))
    return f"{head} {made}" if head else made


def base_of(word: str) -> str:
    """The base of a verb form by rule; the word itself where none applies. For wording, not for look-up.

    Example:
        >>> [base_of(word) for word in ("attended", "manufactures", "led", "is", "acquired", "planned", "supplies")]
        ['attend', 'manufacture', 'lead', 'be', 'acquire', 'plan', 'supply']
    """
    if word in AUXILIARIES:
        return AUXILIARIES[word]
    irregular = _bases().get(word)
    if irregular is not None:
        return irregular
    for candidate in _stems(word):
        if word in verb_forms(candidate):
            return candidate
    return word


def _stems(word: str) -> list[str]:
    if word.endswith(("ies", "ied")):
        return [word[:-3] + "y"]
    if word.endswith("ed"):
        bare = word[:-2]
        doubled = len(bare) > 2 and bare[-1] == bare[-2] and bare[-1] not in "sl"  # noqa: PLR2004
        return [bare[:-1]] if doubled else [bare, bare + "e"] if _complete(bare) else [bare + "e", bare]
    if word.endswith("es") and word[:-2].endswith(("sh", "ch", "ss", "x", "o")):
        return [word[:-2]]
    return [word[:-1]] if word.endswith("s") else []


def _complete(stem: str) -> bool:
    """Whether an English verb may end so: "attend", "sanction", not "manufactur", "propos"."""
    return stem.endswith(
        (
            "nd",
            "on",
            "rt",
            "ct",
            "st",
            "nt",
            "ck",
            "er",
            "ow",
            "y",
            "sh",
            "ch",
            "it",
            "gn",
            "lt",
            "ss",
            "rk",
            "ld",
            "lp",
        )
    )


def _past(base: str) -> tuple[str, str]:
    table = _irregular()
    if base in table:
        return table[base]
    for prefix in ("under", "over", "re", "out", "up", "mis", "fore"):
        rest = base.removeprefix(prefix)
        if rest != base and rest in table and rest not in ("be", "do", "port"):
            return prefix + table[rest][0], prefix + table[rest][1]
    regular = _with_ed(base)
    return regular, regular


def _with_ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return _doubled(base) + "ed"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return _doubled(base) + "ing"


def _with_s(word: str) -> str:
    if word.endswith(("s", "sh", "ch", "x", "z", "o")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _doubled(base: str) -> str:
    """The stem before -ed and -ing: its last letter doubled after a short stressed vowel."""
    long = base[-3:-2] in _VOWELS and base[-4:-2] != "qu"
    if base[-1:] in _VOWELS + "wxyh" or base[-2:-1] not in _VOWELS or long or len(base) < 3:  # noqa: PLR2004
        return base
    one_syllable = sum(letter in _VOWELS for letter in base) == 1
    return base + base[-1] if one_syllable or base in _DOUBLING or base.endswith("l") else base
