"""Words that the repairs know."""

from __future__ import annotations

#: Past participles of these may govern a noun in the passive too ("the man given a prize", "a firm called Acme").
DOUBLE_OBJECT = frozenset(
    ["accord", "allow", "appoint", "ask", "assign", "award", "call", "charge", "christen", "consider", "cost", "declare"]
    + ["deem", "deny", "designate", "dub", "elect", "entitle", "find", "give", "grant", "hand", "keep", "label", "leave"]
    + ["lend", "make", "name", "nickname", "offer", "owe", "pay", "promise", "rename", "save", "sell", "send", "show"]
    + ["spare", "style", "teach", "tell", "term", "title"]
)
#: Verbs that a clause follows as their object.
REPORTING = frozenset(
    ["acknowledge", "add", "admit", "allege", "announce", "argue", "assert", "believe", "claim", "concede", "conclude"]
    + ["confirm", "declare", "deny", "disclose", "insist", "know", "maintain", "note", "recall", "report", "reveal"]
    + ["say", "state", "stress", "suggest", "think", "warn", "write"]
)
#: Verbs that make no attributive participle: "these included firms" can only be a clause.
NEVER_ATTRIBUTIVE = frozenset(["include", "involve", "comprise", "represent", "reflect", "mark", "mean", "contain", "follow"])
NEWS_VERBS = frozenset(["plan"])
