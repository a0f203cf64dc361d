"""Words that tell what a name is: heads of organisations' names, titles before persons, nouns that say a type.

General English of news, compiled by hand; no name of any article stands here.
"""

from __future__ import annotations

#: Words that an organisation's proper name ends in, or has as its head before "of" ("Bank of Ghana").
ORGANISATION_HEADS = frozenset(
    "offshore arms munitions ammunition shipping avionics foods drones robotics optics materials minerals "
    "mining metals chemicals freight yards yard propellants precision tools machines textiles foundries "
    "foundry dockyards carriers vessels rockets missiles propulsion instruments networks software "
    "analytics ventures airlift charter trader traders export exports import overseas associates labs lab "
    "biotech gas oilfield refining cement steelworks heavy automotive motor aircraft helicopters "
    "satellites semiconductor courier post tribune herald gazette review journal observer monitor news "
    "agency broadcasting academy administration aerospace air airline airlines airways alliance armaments "
    "army arsenal assembly association authority aviation bank board brigade brothers bureau bundeswehr "
    "cabinet chamber church club co commission committee communications community company confederation "
    "congress conglomerate consortium cooperative corp corporation council court corps command defence "
    "defense department directorate dockyard dynamics electronics energy engineering engines enterprise "
    "enterprises exchange federation firm force forces forge forum foundation front fund gmbh group guard "
    "holding holdings house inc industries industry initiatives institute institution international "
    "investments knesset laboratories laboratory league limited logistics ltd llc manufacturers marine "
    "media militia ministry mission motors movement navy navantia network office oil optronics "
    "organisation organization ordnance parliament partners party petroleum pharma plc police power press "
    "rada radio resources sa school sea secretariat semiconductors senate service services shipbuilders "
    "shipbuilding shipyard shipyards society solutions sons space steel syndicate systems technologies "
    "technology telecom television times trading treasury tribunal trust union university weapons works "
    "ag oyj ab asa nv spa jsc ojsc pjsc kk bhd duma bundestag kongsberg".split()
)
#: Single words that continue an organisation's name after "and": "Adani Defence and Aerospace" is one firm.
AFTER_AND = frozenset(
    "aerospace engineering technologies technology systems defence defense space security shipbuilding "
    "logistics energy industries electronics steel power aviation marine sons brothers company co "
    "armaments weapons ordnance munitions development air land sea offshore naval ammunition vehicles "
    "electric instruments networks software research trade finance commerce industry telecom robotics "
    "optronics avionics services".split()
)
#: Titles that stand before a person's name and are no part of it.
TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady prof professor president prime minister premier chancellor king "
    "queen prince princess sheikh emir sultan pope crown secretary general gen colonel col major maj "
    "captain capt lieutenant lt admiral adm field vice rear marshal commander brigadier sergeant "
    "ambassador envoy senator sen representative rep governor gov mayor chairman chairwoman chair "
    "chairperson chief executive director ceo cfo coo spokesman spokeswoman spokesperson deputy assistant "
    "foreign defence defense finance interior trade justice energy economy state commissioner speaker "
    "judge founder head leader analyst economist managing former ex-president acting then-president air "
    "undersecretary under-secretary attorney inspector permanent joint national security adviser advisor "
    "counsellor".split()
)
#: Nouns that are a post or a role: "Defence Production Secretary", "chief executive".
ROLE_NOUNS = frozenset(
    "president minister premier chancellor king queen prince princess emir sultan secretary general "
    "admiral marshal commander ambassador envoy senator governor mayor chairman chairwoman chair "
    "chairperson executive director officer spokesman spokeswoman spokesperson commissioner speaker judge "
    "founder head leader chief adviser advisor undersecretary representative negotiator deputy counsellor "
    "prosecutor attorney inspector ceo cfo coo cto co-founder vice-president president-elect treasurer "
    "manager analyst economist lawmaker official diplomat delegate consul emissary administrator "
    "principal rector dean superintendent".split()
)
#: Roles that are held of a state when no organisation is named: their holder's country is asked for.
STATE_ROLES = frozenset(
    "president minister premier chancellor king queen prince secretary ambassador envoy senator governor "
    "emir sultan".split()
)
#: Words that a programme's proper name ends in.
PROGRAMME_HEADS = frozenset(
    "act accord accords agreement bill campaign charter code contract convention corridor deal directive "
    "doctrine framework fund initiative law memorandum mission order pact package partnership plan policy "
    "programme program project protocol regulation resolution scheme strategy treaty roadmap embargo".split()
)
#: Words that an event's proper name ends in.
EVENT_HEADS = frozenset(
    "airshow assembly attack battle bombing ceremony championship conference congress convention crisis "
    "cup dialogue elections election exercise exhibition expo exposition fair festival forum games "
    "invasion meeting offensive olympics parade referendum revolution show strike strikes summit "
    "symposium talks uprising visit war week workshop".split()
)
#: Words that a place's proper name ends in.
PLACE_HEADS = frozenset(
    "airbase airfield airport archipelago base bay beach bridge canal city coast county desert district "
    "gulf harbour harbor heights hill hills island islands isthmus lake mountain mountains ocean "
    "peninsula plain plateau port province region river road sea square strait street town valley village "
    "palace station".split()
)
#: People who act for the organisation that they come from: "executives from Acme" means Acme.
REPRESENTATIVES = frozenset(
    "representative executive official officer delegate delegation leader boss member manager head director chief "
    "spokesperson spokesman spokeswoman minister envoy diplomat negotiator emissary mission team troop force soldier "
    "commander expert engineer lawyer staff employee worker aide adviser counterpart contingent deputy participant "
    "attendee guest chairman ceo president".split()
)
#: Nouns that measure or group what follows "of": "a range of drones".
GROUPS = frozenset(
    "number range series group variety handful couple dozen hundred thousand set list batch pair host "
    "array collection kind type sort lot half majority portion part total member fleet round shipment "
    "consignment stock stockpile delivery third quarter percent % million billion squadron regiment "
    "container crate box piece tonne ton unit load truckload version variant model example copy prototype".split()
)
#: Adjectives that tell nothing about which thing is meant; left out of an entity's name.
EMPTY_ADJECTIVES = frozenset(
    "top prominent several various other some many new such same leading major senior notable influential certain key "
    "recent further additional own different more most large small big own first last next previous alleged reported "
    "official so-called broad significant important rare possible potential planned proposed current latest two three "
    "four five six seven eight nine ten dozens hundreds thousands unnamed local foreign international high-level "
    "modern advanced early late former these those this that both all any each".split()
)
#: Words before a title that say that the post is no longer held.
ENDED_TITLES = frozenset("former ex ousted late retired one-time then previous deposed".split())
#: What a leader has for the country that is his to lead, and what he does with it there.
REACHING_NOUNS = frozenset(
    "goal aim plan vision ambition drive push effort bid dream pledge promise objective campaign quest mission".split()
)
REMAKING_VERBS = frozenset(
    "transform turn make build modernise modernize rearm lead develop establish convert reshape position remake".split()
)
