"""The parts of articles in many styles, and sentences that must never be taken for a part of the page."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.documents import blocks
from kgraph.documents.blocks import paragraphs
from kgraph.documents.cleaning import clean
from kgraph.model import Document

DATA = Path(__file__).parent / "data" / "documents"
SENTENCE = "India and Russia held talks on Monday, officials said, and they agreed to meet again."


def kinds(text, title=None):
    return [str(block.kind) for block in blocks(Document.of(text, title=title))]


def parts(text, title=None):
    return [(str(block.kind), text[block.start : block.end]) for block in blocks(Document.of(text, title=title))]


def kind_of(paragraph):
    """What a paragraph after two of body is."""
    found = kinds(f"{SENTENCE}\n\n{SENTENCE}\n\n{paragraph}")
    assert found[:2] == ["body", "body"]
    return "+".join(found[2:])


def first_kind_of(paragraph):
    """What a paragraph between title and body is."""
    found = kinds(f"India and Russia meet\n\n{paragraph}\n\n{SENTENCE}")
    assert (found[0], found[-1]) == ("title", "body")
    return "+".join(found[1:-1])


def marked_articles():
    """Articles with the kind of each block before it; a blank line ends a block."""
    for text in (DATA / "blocks.txt").read_text("utf-8").split("\n=== ")[1:]:
        name, _, body = text.partition("\n")
        yield pytest.param([tuple(line.split("|", 1)) for line in body.strip().split("\n")], id=name.strip())


@pytest.mark.parametrize("article", list(marked_articles()))
def test_whole_articles(article):
    """A line "kind|words"; a + before the kind joins it to the block before with a space instead of a blank line."""
    text = ""
    for kind, words in article:
        text += (" " if kind.startswith("+") else "\n\n" if text else "") + words.replace("\\n", "\n")
    expected = [(kind.lstrip("+"), words.replace("\\n", "\n")) for kind, words in article]
    assert parts(text) == expected


class TestDatelines:
    @pytest.mark.parametrize(
        "dateline",
        [
            "MOSCOW, Nov 3 (Reuters) -",
            "NEW DELHI —",
            "BRUSSELS —",
            "ISTANBUL, Turkey (AP) —",
            "Kyiv, 4 March:",
            "MOSCOW, November 3. /TASS/.",
            "ARLINGTON, Va., Nov. 3, 2025 /PRNewswire/ --",
            "MUMBAI, India, Nov. 3, 2025 (GLOBE NEWSWIRE) --",
            "New Delhi [India], November 3 (ANI):",
            "New Delhi, Nov 3 (PTI)",
            "(Reuters) -",
            "ISLAMABAD:",
            "PARIS/BERLIN (Reuters) -",
            "SEOUL, Nov. 3 (Yonhap) --",
            "BEIJING, Nov. 3 (Xinhua) --",
            "Paris (AFP) –",
            "WASHINGTON, D.C. —",
            "RIO DE JANEIRO, Brazil —",
            "ST. PETERSBURG, Russia —",
            "Seoul, South Korea —",
            "Brussels –",
            "THE HAGUE —",
            "GENEVA, Friday, 3 May 2024 —",
            "LONDON and PARIS, 3 May 2024 —",
        ],
    )
    @pytest.mark.parametrize(
        "following", [SENTENCE, "“We will meet again,” said the minister on Monday in the capital."]
    )
    def test_stand_apart_from_the_first_paragraph(self, dateline, following):
        assert parts(f"India and Russia meet\n\n{dateline} {following}")[1:] == [
            ("dateline", dateline),
            ("body", following),
        ]

    @pytest.mark.parametrize(
        "line",
        [
            "Brussels, 16 December 2024",
            "November 3, 2025",
            "03 Nov 2025, 10:15 IST",
            "Updated - November 18, 2025 09:31 pm IST",
            "Posted On: 03 NOV 2025 10:05AM by PIB Delhi",
            "Published: 3 November 2025",
            "Monday, 3 November 2025",
            "2025-11-03",
        ],
    )
    def test_stand_on_a_line_of_their_own(self, line):
        assert first_kind_of(line) == "dateline"

    @pytest.mark.parametrize(
        "sentence",
        [
            "Moscow — India's oldest partner — has proposed the sale.",
            "NATO — the alliance — said on Monday that it would not take part in the talks.",
            "The Society of Indian Defence Manufacturers (SIDM) said on Monday that it had sent a team.",
            "Adani Defence (ADTL): the firm said on Monday that it had not sent a team.",
            "Rajnath Singh (BJP) said on Monday that India would not take part.",
            "In 2022 - the year of the invasion - India bought more oil.",
            "On Monday, Russia: the country sent a delegation to the capital.",
            "Defence Minister Rajnath Singh: India will not take part in the talks of the two sides.",
            "BREAKING: India and Russia have agreed to meet again on Monday in the capital.",
            "Putin – who arrived on Monday – met Modi in the capital.",
            "3 May - Leave for the capital with the delegation.",
            "WHO: The minister and his guest from Moscow.",
            "Late on Monday, Russia - India's partner - agreed.",
            "Russia-India talks were held on Monday.",
        ],
    )
    def test_are_never_part_of_a_sentence(self, sentence):
        assert first_kind_of(sentence) == "body"

    def test_are_not_looked_for_deep_in_an_article(self):
        text = "\n\n".join([SENTENCE] * 8 + [f"MOSCOW, Nov 3 (Reuters) - {SENTENCE}"])
        assert kinds(text) == ["body"] * 9


class TestBylines:
    @pytest.mark.parametrize(
        "line",
        [
            "By Jane Doe",
            "By Jane Doe and John Roe",
            "By JANE DOE",
            "By Jane Doe in New Delhi and John Roe in Moscow",
            "By Reuters Staff",
            "By The Associated Press",
            "Written by: Jane Doe",
            "Reporting by Jane Doe and John Roe; Writing by Max Moe; Editing by Ann Poe",
            "(Reporting by Jane Doe in New Delhi; Additional reporting by John Roe; Editing by Ann Poe)",
            "Additional reporting by John Roe in Kyiv",
            "Edited By: Jane Doe",
            "Author: Jane Doe",
        ],
    )
    def test_wherever_they_stand(self, line):
        assert kind_of(line) == first_kind_of(line) == "byline"

    @pytest.mark.parametrize(
        "line",
        [
            "Jane Doe, Correspondent",
            "Jane Doe, Defence Correspondent, New Delhi",
            "Our Correspondent",
            "Staff Reporter",
            "HT News Desk",
            "Jane Doe | The Courier",
            "Jane Doe",
            "Press Bureau of India",
            "(Reuters)",
        ],
    )
    def test_before_the_body(self, line):
        assert first_kind_of(line) == "byline"

    @pytest.mark.parametrize(
        "sentence",
        [
            "By Monday, India had agreed to the sale.",
            "By late 2024 the firm had sold 100 tanks.",
            "By contrast, Russia has sold none.",
            "Reporting by Reuters showed that the deal was off.",
            "Editing by the authors came too late for the paper.",
            "Written by hand, the note was found on Monday.",
            "Jane Doe, a correspondent, was arrested on Monday.",
            "The editor of the paper was arrested.",
            "Author: it was never about money.",
        ],
    )
    def test_are_never_sentences(self, sentence):
        assert kind_of(sentence) == first_kind_of(sentence) == "body"


class TestCaptions:
    @pytest.mark.parametrize(
        "line",
        [
            "Photo: The Gazette",
            "Photo Credit: PTI",
            "(Image: Reuters)",
            "[Photo: ANI]",
            "File photo",
            "File photo of the defence minister",
            "FILE PHOTO: A T-90 tank during a parade in Moscow, Russia May 9, 2023. REUTERS/Jane Doe",
            "FILE - Russian President Vladimir Putin speaks in Moscow on Nov. 3, 2025.",
            "Representational image | PTI",
            "A T-90 tank on parade in Moscow. | Photo Credit: REUTERS",
            "The minister arrives in Moscow on Monday. (Photo: AFP)",
            "Putin and Modi shake hands. AP Photo/Jane Doe",
            "Putin and Modi shake hands — Jane Doe/Pool via Reuters",
            "Putin and Modi shake hands. Getty Images",
            "In this handout photo taken on Monday, Putin shakes hands with Modi.",
            "An undated file picture of the factory",
            "Video: The minister speaks",
            "Infographic: Who sells to whom",
        ],
    )
    def test_wherever_they_stand(self, line):
        assert kind_of(line) == "caption"
        assert first_kind_of(line) == "caption"

    @pytest.mark.parametrize(
        "sentence",
        [
            "Photos showed the tank near the border.",
            "The image of the army has suffered, he said.",
            "Pictures released by the ministry show a burning tank.",
            "A photo of the meeting was published by the ministry on Monday.",
            "Video footage from the town shows Russian tanks.",
            "File the report by Monday, the minister told the firm.",
            "Getty Images sued the firm over the pictures.",
            "The ministry shared images of the missile, the AFP and the AP said.",
        ],
    )
    def test_are_never_sentences(self, sentence):
        assert kind_of(sentence) == first_kind_of(sentence) == "body"


class TestFooters:
    @pytest.mark.parametrize(
        "line",
        [
            "Based On Reuters Report",
            "Based on a Reuters report",
            "(With inputs from PTI)",
            "With agency inputs",
            "Inputs from agencies",
            "Source: Reuters",
            "Source: gazette.example",
            "© 2025 The Gazette",
            "Copyright 2025 The Gazette. All rights reserved.",
            "All rights reserved",
            "Read more: India buys tanks",
            "Also Read | India buys tanks from Russia",
            "READ: India buys tanks",
            "Related stories",
            "Our Standards: The Thomson Reuters Trust Principles.",
            "Follow us on X, Facebook and Instagram",
            "Follow The Gazette on Telegram",
            "Subscribe to our newsletter",
            "Sign up for our daily newsletter",
            "Join our WhatsApp channel",
            "Click here to read more",
            "Get the latest news in your inbox",
            "Download the Gazette app",
            "Share this article",
            "ADVERTISEMENT",
            "Story continues below this ad",
            "(This story has not been edited by our staff and is auto-generated from a syndicated feed.)",
            "This article was originally published in The Gazette.",
            "Disclaimer: The views are those of the author.",
            "Tags: India, Russia, tanks",
            "Media Contact: Jane Doe, +33 1 23 45 67 89",
            "For further information, please contact the press office.",
            "Email: press@acme.example",
            "https://gazette.example/a?b=c",
            "#India #Russia",
            "- ENDS -",
            "###",
            "PTI SKL SKL ZMN",
            "Leave a comment",
            "Suggested Topics:",
            "FOR IMMEDIATE RELEASE",
            "(ANI)",
            "Last updated: 3 November 2025",
        ],
    )
    def test_wherever_they_stand(self, line):
        assert kind_of(line) == "footer"

    @pytest.mark.parametrize(
        "sentence",
        [
            "Follow the money, he said.",
            "Sources said that India would buy the tanks.",
            "Sources: India to buy 100 tanks from Russia under deal that has yet to be signed, officials say",
            "Based on the report, India will buy the tanks.",
            "Based on what was agreed, Reuters reported, India will pay in rupees.",
            "With inputs from Russia, the firm will build the tanks in Pune and sell them abroad. It said so.",
            "Read the report, the minister told reporters.",
            "More stories emerged on Monday about the talks.",
            "Share prices of Bharat Forge fell on Monday.",
            "Join the alliance or leave, he told the country.",
            "Subscribers to the bond will be paid in 2030.",
            "Ad spending rose by a tenth in India.",
            "The copyright of the design is held by the firm.",
            "Contact with the drone was lost on Monday.",
            "Related firms were sanctioned too.",
            "Click, the maker of drones, denied it.",
            "Trending upwards since May, the shares gained 7%.",
            "First published in 1807, many of his ideas are still valid today.",
            "Download figures rose, the firm said.",
            "Topics discussed in Moscow included tanks.",
            "This story began in Moscow.",
            "India agreed (with reservations).",
            "- Adani Defence",
            "• Bharat Forge",
        ],
    )
    def test_are_never_sentences(self, sentence):
        assert kind_of(sentence) == "body"

    @pytest.mark.parametrize(
        "credit", ["(With inputs from PTI)", "(Reporting by Jane Doe)", "(ANI)", "– PTI", "(Photo: AP)"]
    )
    def test_at_the_end_of_a_paragraph_stand_apart(self, credit):
        found = parts(f"{SENTENCE}\n\n{SENTENCE} {credit}")
        if credit.startswith("(Photo"):  # a caption as a whole
            assert [kind for kind, _ in found] == ["body", "caption"]
        else:
            assert found[1:] == [("body", SENTENCE), ("footer", credit)]

    def test_a_long_paragraph_is_text_whatever_it_begins_with(self):
        assert kind_of("Read more: " + SENTENCE * 6) == "body"


class TestTitles:
    def test_the_title_of_the_metadata_where_the_text_begins_with_it(self):
        text = "Acme buys Borel.\nIt said so on Monday."
        assert parts(text, title="Acme buys Borel.") == [
            ("title", "Acme buys Borel."),
            ("body", "It said so on Monday."),
        ]

    def test_a_title_over_two_lines(self):
        assert kinds("Acme buys\nBorel\n\nIt said so.", title="Acme buys Borel") == ["title", "body"]

    def test_no_title(self):
        assert kinds("Acme bought Borel.\n\nIt said so.") == ["body", "body"]

    def test_a_title_that_the_text_does_not_hold(self):
        assert kinds("Acme bought Borel on Monday.", title="Something else") == ["body"]


class TestParagraphs:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("One.\n\nTwo.", ["One.", "Two."]),
            ("  One.  \n \t \n\n  Two.\t", ["One.", "Two."]),
            (
                "India and Russia held talks on Monday, officials said, and they\nagreed to meet again in Moscow.",
                ["India and Russia held talks on Monday, officials said, and they\nagreed to meet again in Moscow."],
            ),
            # A sentence that ends where the line is full does not end the paragraph.
            (
                "India and Russia met on Monday, and they have agreed.\nThey said that they would meet again.",
                ["India and Russia met on Monday, and they have agreed.\nThey said that they would meet again."],
            ),
            # One that ends short of it does.
            (
                "India and Russia held talks on Monday, officials said, and they\nagreed to.\nThey said so.",
                [
                    "India and Russia held talks on Monday, officials said, and they\nagreed to.",
                    "They said so.",
                ],
            ),
            (f"{SENTENCE} {SENTENCE}\n{SENTENCE} {SENTENCE}", [f"{SENTENCE} {SENTENCE}"] * 2),
            (f"Deliveries\n{SENTENCE} {SENTENCE}", ["Deliveries", f"{SENTENCE} {SENTENCE}"]),
            ("Present were:\n- Acme\n- Borel", ["Present were:", "- Acme", "- Borel"]),
            ("1. Acme\n2. Borel", ["1. Acme", "2. Borel"]),
            (
                "It will be signed on March\n30. The firm said so.",
                ["It will be signed on March\n30. The firm said so."],
            ),
            ("It was Russia\n- not India - that said so.", ["It was Russia\n- not India - that said so."]),
            ("By Jane Doe\nIndia agreed.", ["By Jane Doe", "India agreed."]),
            ("Talks held\nMOSCOW, Nov 3 (AP) - India agreed.", ["Talks held", "MOSCOW, Nov 3 (AP) - India agreed."]),
            ("India agreed.\nSource: Reuters", ["India agreed.", "Source: Reuters"]),
        ],
    )
    def test_blank_lines_lists_and_wrapped_lines(self, text, expected):
        assert [text[start:end] for start, end in paragraphs(text)] == expected


@given(st.text(st.sampled_from("Aa .,:—-()\n\t•1ßİ👩\u00a0\u0301/'\""), max_size=120), st.booleans())
def test_every_stretch_that_is_not_blank_lies_in_exactly_one_block(text, titled):
    text = clean(text)
    found = blocks(Document.of(text, title=text[:9] if titled else None))
    at = 0
    for block in found:
        assert not text[at : block.start].strip()
        assert at <= block.start < block.end
        words = text[block.start : block.end]
        assert words == words.strip()
        at = block.end
    assert not text[at:].strip()


@given(
    st.lists(
        st.sampled_from([SENTENCE, "By Jane Doe", "(ANI)", "MOSCOW, Nov 3 (AP) - It said so.", "Photo: AP", "- a"])
    )
)
def test_blocks_of_any_mixture_are_in_order(lines):
    text = "\n\n".join(lines)
    found = blocks(Document.of(text))
    assert "".join("".join(text[block.start : block.end].split()) for block in found) == "".join(text.split())
