"""Words that the repairs know; lemmas in alphabetical order."""

from __future__ import annotations

#: Past participles of these may govern a noun in the passive too ("the man given a prize", "a firm called Acme").
DOUBLE_OBJECT = frozenset(
    """
    accord allow appoint ask assign award call charge christen consider cost declare deem deny designate dub elect
    entitle find give grant hand keep label leave lend make name nickname offer owe pay promise rename save sell send
    show spare style teach tell term title
    """.split()
)
#: Verbs that a clause follows as their object, and that follow a quotation.
REPORTING = frozenset(
    """
    acknowledge add admit affirm allege announce argue assert believe boast claim comment concede conclude confirm
    contend declare deny disclose emphasise emphasize explain hint insist know maintain mention note observe recall
    reckon remark repeat reply report reveal say state stress suggest swear tell testify think tweet warn wonder write
    """.split()
)
#: Verbs of news whose form in -s a tagger may take for a plural ("Infineon plans to sell", "Beretta mulls …").
NEWS_VERBS = frozenset(
    """
    abandon accept accuse acquire admit agree aim announce appoint approve arrest ask assemble attack attend award back
    ban bar become begin bid blame block bomb boost bring broker build buy call cancel cap claim clear clinch close
    condemn confirm consider convene criticise cut decide declare defend deliver demand deny deploy detain develop
    discuss dismiss drop ease eject elect end enter establish expand expect expel export extend eye face fall fear fight
    fine finish fire follow freeze get give grant halt hand have head help hire hit hold hope host impose import
    include inform insist invade invite join keep kill land launch lead lease leave lift list lobby lose lure maintain
    make manufacture mark meet mull name near need negotiate nominate object offer open oppose order own pay pick pitch
    plan pledge plot praise prepare present press probe produce promise propose protest provide publish pull push put
    quit raid raise ratify reach receive reject release remain replace report represent require reshuffle resign
    restart resume return review revive risk roll rule run sack sail sanction say scrap secure see seek seize sell send
    set shell ship show shut sign slam slap snub soar sponsor start stay step stop strike submit sue supply support
    suspend swap tap target test threaten top tour train travel treat unveil urge veto visit vow want warn weigh
    welcome win withdraw
    """.split()
)
#: Words for a day, in lower case.
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday tonight".split())
