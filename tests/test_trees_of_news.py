"""Who hangs on whom in sentences of news: what the shipped pipeline must read right for claims to come out right."""

import pytest

from kgraph.sentences import analysis

#: Sentence, a word of it, the word that it hangs on, and how.
ARCS = """
Talks stopped after Russia invaded Ukraine. | invaded | stopped | advcl
Talks stopped after Russia invaded Ukraine. | Russia | invaded | nsubj
According to a report, firms held talks in Oslo. | firms | held | nsubj
Tarn has supplied 12 howitzers to Chad. | howitzers | supplied | obj
Kommersant wrote on Monday that Tarn sold radars. | sold | wrote | ccomp
The council listed firms and ships of the fleet. | ships | firms | conj
Infineon plans to sell its stake in Tarn. | sell | plans | xcomp
Acme, a conglomerate specialising in components, joined the talks. | conglomerate | Acme | appos
Acme, a conglomerate specialising in components, joined the talks. | specialising | conglomerate | acl
Oslo's ministry on Wednesday denied the report. | Wednesday | denied | obl
The minister said on Monday he would resign. | Monday | said | obl
Firms such as Tarn and Borel attended. | Tarn | Firms | nmod
The delegation, led by Lena Orsk, arrived in Oslo on Friday. | Lena | led | obl:agent
The delegation, led by Lena Orsk, arrived in Oslo on Friday. | led | delegation | acl
Buenos Aires's 1982 invasion of the islands failed. | Buenos | invasion | nmod:poss
Acme acquired Borel from Tarn for 40 million euros. | euros | acquired | obl
Turkey sold drones, radars and shells to Kuwait in 2023. | Kuwait | sold | obl
Turkey sold drones, radars and shells to Kuwait in 2023. | shells | drones | conj
Talks between Chad and Sudan collapsed, the envoy said. | collapsed | said | ccomp
"We sold nothing," Orsk told reporters. | sold | told | ccomp
Norway will take over the yard from Vard. | over | take | compound:prt
The firm denied that it had shipped engines to Iran. | shipped | denied | ccomp
Engines built by Tarn power the frigate. | built | Engines | acl
Orsk, who heads Varna Arms, met the emir. | heads | Orsk | acl:relcl
Moscow's envoy to Cairo was recalled. | Cairo | envoy | nmod
""".strip().split("\n")


@pytest.mark.model
@pytest.mark.parametrize("line", ARCS)
def test_a_word_hangs_where_it_belongs(line):
    text, word, head, dep = line.split(" | ")
    (sentences,) = analysis.analyse([text])
    found = [(s.tokens[t.head].text, t.dep) for s in sentences for t in s.tokens if t.text == word]
    assert (head, dep) in {(above, own) for above, own in found}
