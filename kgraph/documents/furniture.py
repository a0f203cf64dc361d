"""What surrounds an article's text and makes no claims: bylines, captions and footers, known by their wording.

Each rule asks for the whole form, not for a first word: "Reporting by Jane Doe" is a byline, "Reporting by Reuters
showed that the deal was off" is a sentence.
"""

from __future__ import annotations

import re

#: Characters up to which a paragraph may be a caption or a footer; disclaimers are the longest.
LONGEST = 450
#: Words up to which a list of names is a byline.
BYLINE_WORDS = 24
_NAME_WORDS = 4

_CONNECTORS = frozenset("and & with in for of at de van von der den da di bin ibn al el la le y e the from on".split())
_ROLE = (
    r"(?:additional |further |with additional |with )?(?:by|written by|reported by|reporting by|reporting and writing by"
    r"|writing and reporting by|writing by|editing by|edited by|story by|text by|words by|compiled by|translated by"
    r"|translation by|photos? by|photographs by|photography by|pictures by|graphics? by|research by|production by"
    r"|produced by|curated by|posted by|published by|contributed by|authors?:|reporters?:|editors?:|correspondents?:|writers?:"
    r"|edited by:|written by:|reported by:|by:)"
)
_BYLINE = re.compile(rf"[(\[]?(?:{_ROLE}) ", re.IGNORECASE)
_INNER_ROLE = re.compile(r"\b(?:(?:additional |further )?(?:reporting|writing|editing|research)(?: and (?:writing|editing))?)(?: in [A-Z]\w+)? by\b", re.I)
_JOB = re.compile(
    r"\b(?:Correspondents?|Reporters?|Editor|Writer|Bureau|Desk|Staff|Journalist|Columnist|Contributor|Agenc(?:y|ies)|News Service|Newsroom)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z]\.| [A-Z][\w'’-]*[a-z]){1,2}")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")

_PICTURE = (
    r"(?:photo|photograph|image|picture|pic|illustration|infographic|graphic|video|screengrab|screenshot|caption"
    r"|representational image|representative image|cover image|cover photo|file pic|handout)s?"
)
_CAPTION = re.compile(
    rf"[(\[]?(?:(?:file|handout|ap|afp|reuters|courtesy|feature[d]?) )?{_PICTURE}"
    rf"(?: (?:credits?|courtesy(?: of)?|source|by|used for [\w ]+))?\s*[:|/]\s*\S"
    rf"|[(\[]?(?:photo|image|picture) (?:courtesy|credit)\b"
    rf"|[(\[]?(?:file|handout|undated|representational|representative) (?:photo|photograph|image|picture|pic)\b(?!s)"
    rf"|FILE\s*[-–—]"
    rf"|(?:in )?(?:an? |this |the )?(?:(?:undated|handout|file|combination|pool|grab) )+(?:photo|photograph|picture|image)\b"
    rf"|in this (?:photo|photograph|picture|image)(?: (?:taken|released|provided|made|grab|illustration)|,)",
    re.IGNORECASE,
)
_PICTURE_BY = re.compile(rf"[(\[]{_PICTURE} by [^()]{{2,60}}[)\]]\Z|photo by (?:[A-Z][\w.'’-]*[ /]?){{1,6}}\Z", re.IGNORECASE)
_CREDIT = re.compile(
    rf"(?:[(\[|/—–-]|(?<=[.”\"])|\A(?:\w+ ){{0,8}})\s*(?:\b(?i:{_PICTURE})(?: credits?| courtesy(?: of)?)?\s*[:|]\s*[^.:]{{2,60}}"
    r"|(?:\(|\| ?|\[)(?:file|file photo|file image|file picture|representational image|handout)"
    r"|REUTERS/[A-Z][\w .'’-]{2,40}|AP Photo/[A-Z][\w .,'’-]{2,40}|(?:[A-Z][\w.’'-]+[ /])*[A-Z][\w.-]* via (?:AP|AFP|Reuters|REUTERS|Getty Images)"
    r"|(?:[A-Z][\w.’'-]+[ /])*Getty Images|EPA-EFE(?:/[A-Z][\w .]+)?|AFP/[A-Z][\w .-]{2,40})[)\]]?\.?\Z",
)

_NAMES_ONLY = r"(?:(?:[A-Z][\w.&'’-]*|and|the|of|&|/|,)\s*){1,10}"
_FOOTERS = (
    # Who else had a hand in it.
    r"with (?:\w+ )?(?:inputs?|reports?|reporting|files|contributions?|agency inputs?)(?: from| by)\b[^.]*\.?\Z",
    r"(?:with )?(?:agency|agencies|additional|wire) inputs?\.?\Z|inputs? from\b[^.]*\.?\Z",
    r"(?:this (?:article|story|report) (?:is|was) )?based on (?:an? |the )?(?-i:[A-Z])[\w.&'’ -]{1,40} (?:reports?|stories|article)\.?\Z",
    r"(?:sources?|via|courtesy|agencies|ref|references?|tags?|topics?|keywords?|filed under|categor(?:y|ies)|labels?)\s*[:|]\s*"
    rf"(?-i:{_NAMES_ONLY}|\S+\.[a-z]{{2,6}}\S*)\.?\Z",
    r"(?:tags?|topics?|keywords?|filed under|related topics|more on|in this story)\s*[:|]",
    # Rights and disclaimers.
    r"(?:©|\(c\) ?(?:19|20)\d\d|copyright\b\s*(?:©|\(c\)|(?:19|20)\d\d|notice))",
    r".*\ball rights reserved\b",
    r"(?:our standards|disclaimer|editor[’']?s? note|notes? to editors?|correction|clarification)\s*:",
    r"\(?(?:this|the above|except for the headline,? this) (?:story|article|report|item|piece|copy|post|content)\b[^.]*\b(?:not been edited|without (?:any )?modifications?|auto-?generated"
    r"|syndicated|(?:originally|first) (?:appeared|published)|(?:appeared|published) (?:first|originally)|news agency feed|wire agency)",
    r"originally published (?:at|on|in|by)\b|(?:first|originally) (?:published|appeared) (?:in|on|at|by)\b[^.,]*\.?\Z",
    r"reproduced (?:with|by) permission|(?:opinions|views) expressed (?:here|in this|are)\b|the (?:opinions|views) expressed\b",
    # Elsewhere on the site.
    r"(?:read (?:more|also|next|full|the full|this|here)|also read|see also|more (?:on this|from|stories|news)|related (?:stories|articles|links?|news|reading|coverage|content)"
    r"|don[’']t miss|must read|most read|most popular|recommended(?: for you)?|you may (?:also )?like|editor[’']?s[’']? picks?|trending)\b\s*(?:[:|>»…-]|\Z|(?:story|stories|article|about|on|in|at|here|topic)\b)",
    r"(?:read|watch|listen|explained|related|video|podcast|gallery|in pics|live)\s*(?:\||:)",
    r"(?:click|tap) (?:here|on)\b|for (?:more|the latest)\b.{0,80}\b(?:click|visit|follow|download|subscribe|log on|go to)\b",
    r"(?:follow|like|find|join) (?:us|our|@|\w+(?: \w+){0,3} on (?:x|twitter|facebook|instagram|telegram|whatsapp|linkedin|youtube|google news|threads|bluesky|mastodon)\b)",
    r"(?:follow|subscribe|sign up|sign-up|register|log in|sign in)\b.{0,60}\b(?:us|our|newsletters?|channel|e-?mail|alerts?|updates|@\w+|account|free|free trial|access)\b",
    r"subscribe to\b|subscribe (?:now|today|here)|download (?:the|our) .{0,40}\bapp\b|get (?:the latest|our|all the latest|breaking)\b.{0,100}\b(?:news|newsletters?|app|inbox|updates?|alerts?)\b",
    r"share (?:this|on|via)\b.{0,40}\Z|(?:print|e-?mail|share|comments?|advertisement|ad|sponsored|promoted|next article|previous article|load more|show more|back to top"
    r"|story continues below(?: this ad| advertisement)?|article continues below|scroll to continue|skip advertisement|published in|topics|tags|newsletter)\W*\Z",
    r"thank you for reading|support (?:our|independent) journalism|(?:be the first|login|log in) to comment",
    # Press releases.
    r"(?:for (?:immediate release|further information|more information|media (?:inquiries|enquiries)|press (?:inquiries|enquiries)|additional information|further details)|(?:media|press|investor|news)(?: relations)? (?:contacts?|enquiries|inquiries))"
    r"\b(?:\s*[:,]|\Z|.{0,80}\b(?:contact|visit|call|e-?mail)\b)",
    r"contacts?\s*:|(?:e-?mail|phone|tel|telephone|mobile|fax|website|web|twitter|facebook)\s*[:.]\s*\S|press release\W*\Z|news release\W*\Z|not for (?:release|distribution)\b",
    r"\W*(?:ends?|###|-?30-?|\*\s?\*\s?\*|#\s?#\s?#|\(?ends?\)?)\W*\Z",
)
_FOOTER = re.compile("|".join(f"(?:{pattern})" for pattern in _FOOTERS), re.IGNORECASE | re.DOTALL)
_TAIL = re.compile(
    r"\s*[(\[](?=(?:with|based|inputs?|agency|agencies|reporting|additional|edited|editing|writing|photo|image|file"
    r"|sources?|the story|this)\b)[^()\[\]]{3,300}[)\]]\.?\Z",
    re.IGNORECASE,
)
# "… he said. (ANI)", "… he said. – PTI"
_SIGNED = re.compile(r"(?<=[.!?\"”’])\s+(?:\((?:[A-Z][\w.&-]* ?){1,4}\)|[—–-]+ ?[A-Z]{2,8})\.?\Z")
_SIGNATURE = re.compile(r"[(\[](?:[A-Z][\w.&-]*[ /]?){1,4}[)\]]\.?\Z")
_ADDRESSES = re.compile(r"(?:[(\[<]?(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w+|#\w+)[)\]>]?[\s,|;/]*)+\Z")


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph says what a picture shows or who made it.

    Example:
        >>> is_caption("FILE PHOTO: A T-90 tank on parade."), is_caption("Photos showed the tank.")
        (True, False)
    """
    if len(paragraph) > LONGEST or _ADDRESSES.match(paragraph):
        return False
    return any(rule(paragraph) for rule in (_CAPTION.match, _PICTURE_BY.match, _CREDIT.search))


def is_byline(paragraph: str, *, head: bool) -> bool:
    """Whether a paragraph tells who wrote the article.

    Args:
        paragraph: its text.
        head: whether it stands before the first paragraph of the body, where names alone are a byline.
    Example:
        >>> is_byline("Reporting by Jane Doe; Editing by John Roe", head=False)
        True
        >>> is_byline("Reporting by Reuters showed that the deal was off.", head=False)
        False
    """
    role = _BYLINE.match(paragraph)
    if role:
        return _are_names(_INNER_ROLE.sub(";", paragraph[role.end() :]), BYLINE_WORDS)
    if not head or paragraph.endswith((".", "!", "?", ":", ",")) or len(paragraph.split()) > 2 * _NAME_WORDS:
        return False
    if _JOB.search(paragraph) or "|" in paragraph:
        return _are_names(paragraph, 2 * _NAME_WORDS)
    return _PERSON.fullmatch(paragraph) is not None or _SIGNATURE.fullmatch(paragraph) is not None


def is_footer(paragraph: str) -> bool:
    """Whether a paragraph belongs to the page and not to the article.

    Example:
        >>> is_footer("(With inputs from PTI)"), is_footer("Follow us on X"), is_footer("Follow the money, he said.")
        (True, True, False)
    """
    if _ADDRESSES.match(paragraph):
        return True
    if len(paragraph) > LONGEST:
        return False
    bare = paragraph.strip("([*_ ").rstrip(")]*_ ")
    return _FOOTER.match(bare) is not None or _SIGNATURE.fullmatch(paragraph) is not None


def tail(paragraph: str) -> int | None:
    """Where a credit begins that closes a paragraph of text: "… he said. (With inputs from PTI)", "… he said. (ANI)".

    Example:
        >>> text = "India agreed, he said. (With inputs from PTI)"
        >>> text[tail(text):]
        '(With inputs from PTI)'
    """
    found = _SIGNED.search(paragraph) or _TAIL.search(paragraph)
    if found is None or found.start() == 0:
        return None
    credit = found[0].strip()
    known = _SIGNED.search(paragraph) or is_footer(credit) or is_byline(credit, head=False)
    return found.start() + len(found[0]) - len(found[0].lstrip()) if known else None


def _are_names(text: str, limit: int) -> bool:
    """Whether all words are capitalised or join names; at least one is capitalised."""
    words = _NAME.findall(re.sub(r"[\w.+-]+@[\w.-]+", "", text))
    named = [word for word in words if word.lower() not in _CONNECTORS]
    return 0 < len(named) <= limit and all(word[0].isupper() or not word[0].islower() for word in named)
