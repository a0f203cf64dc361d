"""Words -> plan. A question is a claim with a hole: the ontology's own words say how it is read, without spaCy."""

from kgraph.questions.plans import (
    ANY,
    WHERE,
    WHO,
    About,
    Connect,
    End,
    Hole,
    Limits,
    Listing,
    Match,
    Missing,
    Named,
    NotUnderstood,
    QueryPlan,
    Select,
    Some,
    Triple,
)
from kgraph.questions.reading import plan

__all__ = [
    "ANY",
    "WHERE",
    "WHO",
    "About",
    "Connect",
    "End",
    "Hole",
    "Limits",
    "Listing",
    "Match",
    "Missing",
    "Named",
    "NotUnderstood",
    "QueryPlan",
    "Select",
    "Some",
    "Triple",
    "plan",
]
