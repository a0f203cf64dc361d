"""Files of every kind, good and hostile, and the documents or the words that come of them."""

import io
import os
import re
import socket
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kgraph.documents.sources
from kgraph.documents import MAX_BYTES, READERS, Unread, read
from kgraph.documents.cleaning import clean, decode
from kgraph.documents.language import not_english
from kgraph.documents.markdown import plain
from kgraph.errors import InputError, UsageError
from kgraph.model import Document

DATA = Path(__file__).parent / "data" / "documents"
ARTICLE = "Acme buys Borel\n\nPARIS - Acme bought Borel on Monday, the companies said in a statement."


def documents(*sources, **options):
    """All documents of the sources; none may have failed."""
    found = list(read([str(source) for source in sources], **options))
    assert [item.error.message for item in found if isinstance(item, Unread)] == []
    return found


def document(*sources, **options):
    [found] = documents(*sources, **options)
    return found


def refusal(source, **options):
    """The error of the one source that cannot be read: one line that names it, and a hint in one line."""
    [found] = list(read([str(source)], **options))
    assert isinstance(found, Unread), found
    error = found.error
    assert isinstance(error, InputError)
    assert error.hint
    assert "\n" not in error.message + error.hint
    assert not error.message.endswith(".")
    assert found.source in error.message
    return error.message.removeprefix(found.source).strip(" :")


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def from_stdin(content, **options):
    data = content if isinstance(content, bytes) else content.encode()
    return document("-", stdin=io.BytesIO(data), **options)


class TestText:
    def test_the_first_line_is_the_title_and_stays_in_the_text(self, tmp_path):
        found = document(write(tmp_path, "a.txt", ARTICLE + "\n"))
        assert found.title == "Acme buys Borel"
        assert found.text == ARTICLE

    @pytest.mark.parametrize(
        "text",
        [
            "Acme bought Borel.\n\nIt said so on Monday.",  # a full stop
            "Acme bought Borel\nand said so on Monday.",  # no blank line
            f"{'Acme buys ' * 14}Borel soon\n\nIt said so on Monday.",  # 150 characters
            "Acme bought Borel on Monday",  # nothing follows
        ],
    )
    def test_other_first_lines_are_no_title(self, text):
        assert from_stdin(text).title is None

    def test_a_title_of_149_characters_is_one(self):
        title = "Acme buys " * 14 + "Borel now"
        assert len(title) == 149
        assert from_stdin(f"{title}\n\nIt said so on Monday.").title == title

    def test_an_article_has_one_id_in_whatever_format_it_comes(self, tmp_path):
        body = "Acme bought Borel on Monday, the two companies said in a statement that was sent to reporters in Paris."
        page = f"<html><head><title>Acme buys Borel</title></head><body><article><p>{body}</p></article></body></html>"
        paths = [
            write(tmp_path, "a.txt", f"Acme buys Borel\n\n{body}\n"),
            write(tmp_path, "a.md", f"# Acme buys **Borel**\n\n{body}\n"),
            write(tmp_path, "b.md", f"---\ntitle: Acme buys Borel\n---\n{body}\n"),
            write(tmp_path, "a.jsonl", f'{{"title": "Acme buys Borel", "text": "{body}"}}\n'),
            write(tmp_path, "a.html", page),
        ]
        assert len({document(path).id for path in paths}) == 1

    def test_the_id_depends_on_publisher_and_date_and_not_on_the_path(self, tmp_path):
        first, second = (write(tmp_path, name, ARTICLE) for name in ("a.txt", "b.txt"))
        assert document(first).id == document(second).id
        assert document(first).id != document(first, publisher="The Gazette").id
        assert document(first).id != document(first, published="2025").id

    def test_a_suffix_that_nobody_knows_is_read_as_text(self, tmp_path):
        for name in ("article", "article.log", "article.TXT"):
            assert document(write(tmp_path, name, ARTICLE)).title == "Acme buys Borel"

    def test_a_large_document_is_read_whole(self, tmp_path):
        line = "The council said on Monday that it had adopted the measures against the company.\n"
        text = line * (MAX_BYTES // len(line))
        assert document(write(tmp_path, "a.txt", text)).text == text.rstrip("\n")

    def test_one_huge_line_is_read_whole(self):
        text = "The council said that it had adopted the measures. " * 50_000
        assert from_stdin(text).text == text.rstrip()

    def test_standard_input_that_is_empty_is_refused(self):
        assert refusal("-", stdin=io.BytesIO(b"")) == "is empty"


class TestCleaning:
    @pytest.mark.parametrize(
        ("given_text", "stored"),
        [
            ("Acme said\r\nso.\rTwice.", "Acme said\nso.\nTwice."),
            ("Acme\u2028said\u2029so.", "Acme\nsaid\n\nso."),
            ("\n \n\tAcme said so. \n\n", "\tAcme said so."),
            ("Ac\x00me\x07 said\x1b[31m so.", "Acme said[31m so."),
            ("Acme\u00a0said\u202f5\u2009% so.", "Acme said 5 % so."),
            ("Ac\u00adme\u200b said\ufeff so.", "Acme said so."),
            ("Selc\u0327uk said so.", "Sel\u00e7uk said so."),
            ("Acme \u202esaid\u202c so.", "Acme said so."),
            ("Acme \ud83d said so.", "Acme \ufffd said so."),
            ("👩‍🚀 said so. 🇮🇳", "👩‍🚀 said so. 🇮🇳"),
            ("Acme\tsaid so.", "Acme\tsaid so."),
        ],
    )
    def test_what_is_stored(self, given_text, stored):
        assert clean(given_text) == stored

    @given(st.text(st.characters(), max_size=300))
    def test_any_text_is_cleaned_once_and_for_all(self, text):
        stored = clean(text)
        assert clean(stored) == stored
        assert stored == unicodedata.normalize("NFC", stored)
        assert not [c for c in stored if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
        stored.encode("utf-8")

    def test_offsets_count_code_points(self):
        found = from_stdin("👩‍🚀 Zoë said on Monday that it had bought the firm.")
        assert found.text[4:7] == "Zoë"


class TestEncodings:
    TEXT = "Selçuk Bayraktar said “the deal” was worth €5 million – and the café agreed with him on that."

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
    def test_are_told_apart(self, tmp_path, encoding):
        assert document(write(tmp_path, "a.txt", self.TEXT.encode(encoding))).text == self.TEXT

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf_16_without_its_mark(self, tmp_path, encoding):
        assert document(write(tmp_path, "a.txt", self.TEXT.encode(encoding))).text == self.TEXT

    def test_latin_1(self, tmp_path):
        text = "The minister met José Muñoz and Zoë Brontë in Málaga, where they signed the agreement."
        assert document(write(tmp_path, "a.txt", text.encode("latin-1"))).text == text

    def test_one_broken_byte_does_not_spoil_a_utf_8_text(self, tmp_path):
        data = self.TEXT.encode() + b" The end \xff was cut."
        assert document(write(tmp_path, "a.txt", data)).text == self.TEXT + " The end \ufffd was cut."

    def test_the_encoding_that_a_page_declares(self, tmp_path):
        text = "The minister of Україна met the president on Monday, and they signed the agreement in the town."
        page = f'<html><head><meta charset="windows-1251"></head><body><p>{text}</p></body></html>'
        assert text in document(write(tmp_path, "a.html", page.encode("windows-1251"))).text


class TestRefusals:
    def test_a_file_that_is_not_there(self):
        assert refusal("/nowhere/a.txt") == "does not exist"

    @pytest.mark.parametrize("content", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", "\u200b\u2060\n".encode(), b"\x00" * 9])
    def test_nothing_in_it(self, tmp_path, content):
        assert refusal(write(tmp_path, "a.txt", content)) in ("is empty", "has no text in it")

    @pytest.mark.parametrize("content", ["123 456", "...", "🙂🙂🙂", "---\n***\n"])
    def test_no_words_in_it(self, tmp_path, content):
        assert refusal(write(tmp_path, "a.txt", content)) == "has no text in it"

    def test_dev_null_is_an_empty_file(self):
        assert refusal("/dev/null") == "is empty"

    @pytest.mark.parametrize("name", ["a.txt", "a.png", "a.html", "a.md", "a"])
    def test_a_picture_whatever_its_name(self, tmp_path, name):
        path = write(tmp_path, name, b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
        assert refusal(path) == "is a PNG image, not text"

    @pytest.mark.parametrize(
        ("start", "kind"),
        [(b"%PDF-1.7\n", "a PDF"), (b"PK\x03\x04", "a ZIP archive"), (b"\x1f\x8b", "a gzip archive")],
    )
    def test_other_kinds_of_files_are_named(self, tmp_path, start, kind):
        assert kind in refusal(write(tmp_path, "a.txt", start + b"rest"))

    def test_bytes_that_are_no_text(self, tmp_path):
        assert refusal(write(tmp_path, "a.txt", b"Acme\x00bought\x01Borel")) == "is a binary file, not text"
        assert refusal(write(tmp_path, "b.txt", bytes(range(1, 256)) * 9)) == "is a binary file, not text"

    def test_a_file_that_is_too_large(self, tmp_path):
        path = tmp_path / "a.txt"
        with path.open("wb") as stream:
            stream.truncate(MAX_BYTES + 1)
        assert refusal(path) == "is too large: over 10 MB"

    def test_what_is_no_file(self, tmp_path):
        os.mkfifo(tmp_path / "pipe")
        assert refusal(tmp_path / "pipe") == "is not a regular file"
        assert refusal("/dev/zero") == "is not a regular file"
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(tmp_path / "socket"))
            assert refusal(tmp_path / "socket") == "is not a regular file"

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
    def test_a_file_that_may_not_be_opened(self, tmp_path):
        path = write(tmp_path, "a.txt", ARTICLE)
        path.chmod(0)
        assert "permission denied" in refusal(path)

    def test_a_file_that_the_system_does_not_open(self, tmp_path, monkeypatch):
        def refuse(*_arguments, **_options):
            raise PermissionError(13, "Permission denied")

        paths = [write(tmp_path, name, ARTICLE) for name in ("a.txt", "a.jsonl", "a.html")]
        monkeypatch.setattr(Path, "open", refuse)
        assert {refusal(path) for path in paths} == {"cannot be opened: permission denied"}

    @pytest.mark.parametrize("name", ["a" * 5000, "a\x00b"])
    def test_names_that_no_file_can_have(self, name):
        assert "cannot be opened" in refusal(name)

    def test_names_that_cannot_be_printed_are_told_in_ones_that_can(self, tmp_path):
        for name in (b"caf\xe9\n.txt", b"caf\xe9.txt"):
            path = os.fsencode(tmp_path) + b"/" + name
            with Path(os.fsdecode(path)).open("wb") as stream:
                stream.write(b"%PDF-1.7")
            assert refusal(os.fsdecode(path)) == "is a PDF, not text"

    def test_one_bad_file_does_not_stop_the_others(self, tmp_path):
        write(tmp_path, "a.txt", ARTICLE)
        write(tmp_path, "b.txt", b"\x89PNG\r\n\x1a\n")
        write(tmp_path, "c.txt", ARTICLE.replace("Acme", "Ember"))
        found = list(read([str(tmp_path)]))
        assert [type(item) for item in found] == [Document, Unread, Document]

    @pytest.mark.parametrize("published", ["yesterday", "2025-13", "2025-02-30", "25-11-03", "2025-1-1", "", "٢٠٢٥"])
    def test_a_date_of_publication_that_is_none_is_told_at_once(self, published):
        with pytest.raises(UsageError, match="is not a date") as caught:
            read(["-"], published=published)
        assert "2025-11-03" in caught.value.hint


FOREIGN = [
    line.split(": ", 1) for line in (DATA / "foreign.txt").read_text("utf-8").splitlines() if line and line[0] != "#"
]


class TestLanguage:
    @pytest.mark.parametrize(("language", "text"), FOREIGN)
    def test_other_languages_are_refused_by_name(self, tmp_path, language, text):
        assert refusal(write(tmp_path, "a.txt", text)) == f"is not in English: it looks like {language}"

    @pytest.mark.parametrize(
        "text",
        [
            "Acme acquired Borel.",
            "Narendra Modi met Vladimir Putin.",
            "Ursula von der Leyen visited Kyiv.",
            "EU adopts 15th sanctions package",
            "Poland buys K2 tanks from Hyundai Rotem",
            "Mbwana Haji tipped for Swahili Games chair",
            "Zdeňka Havlíková-Brož refused to meet Andrej Babiš in Brno.",
            "Al-Shabaab stormed Kismayo hotel, police say",
            "Hello",
            "ACME BUYS BOREL FOR $5 MILLION",
            "Present: Adani Defence, Bharat Forge, Larsen & Toubro, Tata Sons, Bharat Electronics, Kalyani Strategic.",
        ],
    )
    def test_short_english_passes(self, text):
        assert not_english(text) is None

    def test_english_full_of_foreign_names_passes(self):
        text = (
            "Rajnath Singh, Subrahmanyam Jaishankar, Sergei Lavrov and Andrei Belousov met in Vladivostok. "
            "Rosoboronexport (Рособоронэкспорт) and Uralvagonzavod sent Alexander Mikheyev and Denis Manturov. "
            "Bharat Dynamics, Hindustan Aeronautics and Mazagon Dock Shipbuilders sent Pratyush Sinha."
        )
        assert not_english(text) is None

    def test_an_english_article_with_foreign_quotes_passes(self):
        quote = "„Wir werden die Panzer liefern, und zwar noch in diesem Jahr“, sagte der Minister in Berlin. "
        text = "The minister said that Germany would deliver the tanks by the end of the year. " * 3 + quote
        assert not_english(text) is None

    def test_a_foreign_article_with_an_english_quote_is_refused(self):
        text = "Der Minister sagte am Donnerstag in Berlin, dass die Panzer noch in diesem Jahr geliefert werden. " * 3
        assert not_english(text + "The minister said so.") == "German"

    def test_a_chinese_article_with_english_names_is_refused(self):
        text = "俄罗斯总统普京周一抵达新德里,对印度进行国事访问。双方将讨论防空导弹系统的交付问题。"
        assert not_english(text + "The S-400 of Almaz-Antey and the BrahMos of India") == "Chinese"


class TestFolders:
    def test_are_read_with_all_that_is_in_them_in_the_order_of_the_paths(self, tmp_path):
        names = ["b/2.txt", "b/10.txt", "a.txt", "c.md", "b/deep/er/x.html"]
        for number, name in enumerate(names):
            body = f"<p>The council of town {number} said on Monday that it had adopted the measures.</p>"
            write(tmp_path, name, f"<html><body>{body}</body></html>" if name.endswith("html") else body[3:-4])
        for name in (".hidden.txt", ".git/x.txt", "photo.png", "notes.pdf", "Makefile"):
            write(tmp_path, name, b"\x89PNG\r\n\x1a\n")
        numbers = [re.search(r"town (\d)", found.text)[1] for found in documents(tmp_path)]
        assert numbers == ["2", "1", "0", "4", "3"]

    def test_each_file_once_by_whatever_name(self, tmp_path):
        path = write(tmp_path, "a.txt", ARTICLE)
        (tmp_path / "link.txt").symlink_to(path)
        assert len(documents(tmp_path, path, path, f"{tmp_path}/./a.txt", f"{tmp_path}/*.txt")) == 1

    def test_a_loop_of_links_ends(self, tmp_path):
        write(tmp_path, "a.txt", ARTICLE)
        (tmp_path / "loop").symlink_to(tmp_path)
        assert len(documents(tmp_path)) == 1

    def test_a_broken_link_is_passed_over_in_a_folder_and_told_when_named(self, tmp_path):
        write(tmp_path, "a.txt", ARTICLE)
        (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
        assert len(documents(tmp_path)) == 1
        assert refusal(tmp_path / "gone.txt") == "does not exist"

    def test_a_folder_without_anything_to_read(self, tmp_path):
        write(tmp_path, "photo.png", b"\x89PNG\r\n\x1a\n")
        assert refusal(tmp_path) == "holds no file that can be read"

    def test_the_order_of_the_sources_does_not_matter(self, tmp_path):
        paths = [
            str(write(tmp_path, f"{name}.txt", ARTICLE.replace("Acme", name))) for name in ("Acme", "Ember", "Zeta")
        ]
        assert list(read(paths)) == list(read(paths[::-1]))

    def test_globs(self, tmp_path, monkeypatch):
        for name in ("a.txt", "b.txt", "deep/c.txt", "d.md"):
            write(tmp_path, name, ARTICLE.replace("Acme", name))
        monkeypatch.chdir(tmp_path)
        assert len(documents("*.txt")) == 2
        assert len(documents("**/*.txt")) == 3
        assert len(documents(f"{tmp_path}/[ab].*")) == 2
        assert refusal("*.csv") == "fits no file"

    def test_a_file_whose_name_looks_like_a_glob(self, tmp_path):
        assert document(write(tmp_path, "a[1].txt", ARTICLE)).title == "Acme buys Borel"

    def test_a_path_object_and_a_single_string(self, tmp_path):
        path = write(tmp_path, "a.txt", ARTICLE)
        assert len(list(read([path]))) == len(list(read(str(path)))) == 1

    def test_a_plug_in_reads_its_suffix_in_folders_too(self, tmp_path, monkeypatch):
        monkeypatch.setitem(READERS.built_in, ".wire", "kgraph.documents.plain:articles")
        write(tmp_path, "a.wire", ARTICLE)
        assert document(tmp_path).title == "Acme buys Borel"

    def test_every_reader_that_is_named_can_be_imported(self):
        assert all(callable(READERS[suffix]) for suffix in READERS)


class TestMarkdown:
    def test_front_matter(self, tmp_path):
        found = document(
            write(
                tmp_path,
                "a.md",
                "---\ntitle: 'Acme buys Borel'\nauthor: Jane Doe\npublisher: The Gazette\ndate: 2025-11-03T10:00:00Z\n"
                "url: https://gazette.example/a\ntags: [arms, firms]\n---\n\nAcme bought *Borel* on Monday, it said.\n",
            )
        )
        assert (found.title, found.publisher, found.published) == ("Acme buys Borel", "The Gazette", "2025-11-03")
        assert found.url == "https://gazette.example/a"
        assert found.text == "Acme buys Borel\n\nAcme bought Borel on Monday, it said."

    def test_front_matter_of_a_text_file(self, tmp_path):
        found = document(write(tmp_path, "a.txt", "---\npublished: 3 November 2025\n---\n" + ARTICLE))
        assert (found.published, found.title, found.text) == ("2025-11-03", "Acme buys Borel", ARTICLE)

    def test_a_rule_at_the_head_is_no_front_matter(self, tmp_path):
        assert document(write(tmp_path, "a.md", f"---\n\n{ARTICLE}\n\n---\n")).text == ARTICLE

    def test_a_date_in_front_matter_that_is_none(self, tmp_path):
        path = write(tmp_path, "a.md", f"---\ndate: soon\n---\n{ARTICLE}")
        assert refusal(path) == "'soon' is not a date"

    @pytest.mark.parametrize(
        ("markup", "text"),
        [
            ("Acme **bought** _Borel_, `now`.", "Acme bought Borel, now."),
            ("The [deal](https://x.example 'T') ![photo](a.png)was signed.", "The deal was signed."),
            ("Acme\nbought\nBorel.", "Acme bought Borel."),
            ("Acme  \nbought", "Acme\nbought"),
            ("Present:\n\n- Acme\n- Borel\n  1. deep", "Present:\n\n- Acme\n\n- Borel\n\n- deep"),
            ("> Acme said\n> so.", "Acme said so."),
            ("Acme\n====\nBorel\n-----\n### Third ###", "Acme\n\nBorel\n\nThird"),
            ("| firm | tanks |\n|---|---|\n| Acme | 5 |", "firm | tanks\n\nAcme | 5"),
            ("Acme &amp; Borel <b>said</b> so<br>.", "Acme & Borel said so."),
            ("<div>\nAcme said\n</div>", "Acme said"),
            ("***\n\nAcme", "Acme"),
            ("R&D cost 5*3 million, a_b_c said.", "R&D cost 5*3 million, a_b_c said."),
        ],
    )
    def test_markup_becomes_plain_text(self, markup, text):
        assert plain(markup) == text


class TestHtml:
    def test_an_article_with_all_that_surrounds_it(self):
        found = document(DATA / "page.html")
        assert found.title == "Acme buys Borel in deal worth $5 million"
        assert (found.publisher, found.published) == ("The Gazette", "2025-11-03")
        assert found.url == "https://gazette.example/acme-borel"
        assert found.text == (
            "Acme buys Borel in deal worth $5 million\n\n"
            "PARIS (Reuters) - Acme bought Borel on Monday, the companies said in a statement.\n\n"
            "The deal, which is worth $5 million, was signed in Paris by Jane Doe & John Roe.\n\n"
            "- Borel makes components for tanks.\n\n"
            "- Acme supplies them to the army.\n\n"
            "“We are glad,” said Doe. Regulators have yet to approve it."
        )

    def test_a_small_page(self, tmp_path):
        page = (
            "<html><head><title>T</title><style>p{}</style></head><p>Acme acquired <b>Borel</b>.</p><p>It said so.</p>"
        )
        assert document(write(tmp_path, "a.html", page)).text.endswith("Acme acquired Borel.\n\nIt said so.")

    def test_a_fragment(self, tmp_path):
        assert document(write(tmp_path, "a.html", "<p>Acme acquired Borel.</p>")).text == "Acme acquired Borel."

    def test_no_date_is_taken_from_the_text_or_a_copyright(self, tmp_path):
        page = "<html><body><article><p>{}</p></article><footer>Copyright 2019</footer></body></html>".format(
            "The council said on 3 March 2017 that it had adopted the measures against the company. " * 5
        )
        assert document(write(tmp_path, "a.html", page)).published is None

    @pytest.mark.parametrize("page", ["<html><head><script>var a = 'Acme';</script></head><body></body></html>", "<p>"])
    def test_a_page_without_text(self, tmp_path, page):
        assert refusal(write(tmp_path, "a.html", page)) == "holds no article text"

    def test_a_page_in_another_language(self, tmp_path):
        page = "<html><body><p>Der Bundestag hat am Donnerstag den Kauf von 35 Kampfjets gebilligt.</p></body></html>"
        assert refusal(write(tmp_path, "a.html", page)) == "is not in English: it looks like German"

    @pytest.mark.parametrize(
        "page",
        [
            "<div>" * 50_000 + "<p>Acme bought Borel.</p>",
            "<p>Acme bought Borel.</p>" + "<" * 100_000,
            "<table>" * 3_000 + "<tr><td>Acme bought Borel.",
            "<p " + "a='b' " * 50_000 + ">Acme bought Borel.</p>",
            "<p>Acme bought Borel.</p>" * 30_000,
            "<p>Acme bought Borel. &#0; &#xD800; &#x110000; &#8238;</p>",
            '<!DOCTYPE a [<!ENTITY b "Acme"><!ENTITY c "&b;&b;&b;">]><p>Acme bought Borel. &c;</p>',
            '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><p>Acme bought Borel. &b;</p>',
        ],
    )
    def test_hostile_pages_are_read_in_peace(self, tmp_path, page):
        text = document(write(tmp_path, "a.html", page)).text
        assert "Acme bought Borel." in text
        assert "root:" not in text

    def test_nothing_is_fetched(self, tmp_path, monkeypatch):
        def refuse(*_arguments):
            raise AssertionError("opened a connection")

        monkeypatch.setattr(socket, "socket", refuse)
        page = (DATA / "page.html").read_text("utf-8").replace("<head>", '<head><base href="https://gazette.example/">')
        assert document(write(tmp_path, "a.html", page)).publisher == "The Gazette"


class TestJsonLines:
    def test_each_line_is_an_article(self, tmp_path):
        path = write(
            tmp_path,
            "a.jsonl",
            '\ufeff{"title": "Acme buys Borel", "text": "Acme said so on Monday.", "url": "https://x.example/1", '
            '"published": "2025-11-03", "publisher": "The Gazette"}\n'
            "\n"
            '{"text": "Ember bought Flint.\\n\\nIt said so.", "published": 2024, "title": null, "more": [1]}\n',
        )
        first, second = documents(path)
        assert first.text == "Acme buys Borel\n\nAcme said so on Monday."
        assert (first.title, first.url) == ("Acme buys Borel", "https://x.example/1")
        assert (first.published, first.publisher) == ("2025-11-03", "The Gazette")
        assert (second.title, second.published, second.publisher) == (None, "2024", None)

    def test_a_title_that_the_text_begins_with_is_not_doubled(self, tmp_path):
        path = write(tmp_path, "a.jsonl", '{"title": "Acme buys Borel", "text": "Acme buys Borel\\nAcme said so."}')
        assert document(path).text == "Acme buys Borel\n\nAcme said so."

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("{not json}", "is not JSON: expecting property name enclosed in double quotes"),
            ('{"text": "cut', "is not JSON: unterminated string starting at"),
            ("[" * 100_000, "is not JSON: nested too deeply"),
            ('["Acme"]', "is not a JSON object"),
            ("17", "is not a JSON object"),
            ('{"title": "Acme"}', 'has no "text"'),
            ('{"text": null}', 'has no "text"'),
            ('{"text": ["Acme"]}', '"text" is not a string'),
            ('{"text": "Acme said so.", "title": 5}', '"title" is not a string'),
            ('{"text": "  "}', "has no text in it"),
            ('{"text": "Acme said so.", "published": "soon"}', "'soon' is not a date"),
            ('{"text": "Acme said so.", "published": "2025-02-30"}', "'2025-02-30' is not a date"),
            (
                '{"text": "Der Bundestag hat den Kauf von Kampfjets gebilligt."}',
                "is not in English: it looks like German",
            ),
            ("\x00\x01", "is a binary file, not text"),
        ],
    )
    def test_a_bad_line_is_named_and_the_others_are_read(self, tmp_path, line, message):
        good = '{"text": "Acme acquired Borel."}'
        path = write(tmp_path, "a.jsonl", f"{good}\n{line}\n{good.replace('Acme', 'Ember')}\n")
        first, bad, last = list(read([str(path)]))
        assert isinstance(first, Document)
        assert isinstance(last, Document)
        assert bad.source == f"{path}:2"
        assert bad.error.message.removeprefix(bad.source).strip(" :") == message
        assert bad.error.hint

    def test_a_line_that_is_too_long_costs_one_line(self, tmp_path, monkeypatch):
        for module in (kgraph.documents.sources, READERS[".jsonl"].__globals__):
            setter = monkeypatch.setitem if isinstance(module, dict) else monkeypatch.setattr
            setter(module, "MAX_BYTES", 100)
        good = '{"text": "Acme acquired Borel."}'
        path = write(tmp_path, "a.jsonl", f'{{"text": "{"Acme " * 100}"}}\n{good}\n')
        bad, last = list(read([str(path)]))
        assert "too large" in bad.error.message
        assert bad.source.endswith(":1")
        assert last.text == "Acme acquired Borel."

    def test_lone_surrogates_are_replaced(self, tmp_path):
        path = write(tmp_path, "a.jsonl", '{"text": "Acme \\ud83d said so."}')
        assert document(path).text == "Acme \ufffd said so."

    def test_an_empty_file(self, tmp_path):
        assert refusal(write(tmp_path, "a.jsonl", b"")) == "is empty"
        assert refusal(write(tmp_path, "b.ndjson", b"\n \n")) == "is empty"


class TestOptions:
    def test_fill_in_what_a_file_does_not_tell(self, tmp_path):
        path = write(
            tmp_path,
            "a.jsonl",
            '{"text": "Acme acquired Borel."}\n'
            '{"text": "Ember acquired Flint.", "published": "2024-05", "publisher": "The Gazette"}\n',
        )
        first, second = documents(path, publisher="The Courier", published="2025-11")
        assert (first.publisher, first.published) == ("The Courier", "2025-11")
        assert (second.publisher, second.published) == ("The Gazette", "2024-05")

    def test_standard_input_takes_them_too(self):
        found = from_stdin(ARTICLE, publisher=" The\nCourier ", published="2025-11-03")
        assert (found.publisher, found.published) == ("The Courier", "2025-11-03")


class TestAnything:
    @given(st.binary(max_size=400))
    def test_any_bytes_give_text_or_words(self, data):
        try:
            text = decode(data, "a.txt")
        except InputError:
            return
        assert isinstance(text, str)

    @given(st.binary(max_size=200), st.sampled_from([".txt", ".md", ".html", ".jsonl", ""]))
    def test_any_file_gives_a_document_or_words(self, tmp_path_factory, data, suffix):
        path = tmp_path_factory.mktemp("any") / f"a{suffix}"
        path.write_bytes(data)
        for found in read([str(path)]):
            assert isinstance(found, (Document, Unread))
