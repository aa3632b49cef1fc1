"""How headings are compared: what differs only in what nobody sees is the same."""

import re
import unicodedata

OUTER = " \t\r\n\x0b\x0c\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff"
_STRAIGHT = str.maketrans("‘’‚‛“”„‟′″‐‑‒–—−", "''''\"\"\"\"'\"------")


def normalise(heading: str) -> str:
    """Bring a heading to the form it is compared in: no case, no space of any kind, nothing
    invisible, quotation marks and dashes as a keyboard has them.
    """
    plain = unicodedata.normalize("NFKC", heading).translate(_STRAIGHT)
    return re.sub(rf"[\s{OUTER}]+", "", plain).casefold()
