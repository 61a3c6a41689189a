"""A stranger's HTML, made harmless: what a client wrote, shown to the person who answers.

Takes the HTML parts of a mail; gives one fragment, or "" when there is none or it is too heavy to clean in time
(the text part is then all there is). Promises: no script, no style sheet, no form, no address but http, https,
mailto, tel and pictures of the mail itself. The only file that knows nh3.
"""

from __future__ import annotations

from collections.abc import Sequence

import nh3

_LARGEST = 256 * 1024
# 20,000 nested elements, or 50,000 attributes of one, cost nh3 almost a second (measured).
_MOST_TAGS = 8_000
_MOST_ATTRIBUTES = 16_000
_TAGS = nh3.ALLOWED_TAGS | {"font", "section", "article", "main"}
_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "*": {"style", "dir", "lang", "align", "title"},
    "font": {"color", "size", "face"},
    "td": {"colspan", "rowspan", "width", "valign", "bgcolor"},
    "th": {"colspan", "rowspan", "width", "valign", "bgcolor"},
    "table": {"width", "cellpadding", "cellspacing", "border", "bgcolor"},
    "img": {"src", "alt", "width", "height"},
}
_PROPERTIES = {
    "background-color", "border", "border-bottom", "border-collapse", "border-left", "border-top", "color",
    "font-family", "font-size", "font-style", "font-weight", "line-height", "list-style-type", "margin",
    "margin-bottom", "margin-left", "margin-top", "padding", "padding-left", "text-align", "text-decoration",
    "vertical-align", "white-space", "width",
}  # fmt: skip


def harmless(parts: Sequence[str]) -> str:
    """The parts one below the other, cleaned."""
    html = "\n<hr>\n".join(part for part in parts if part.strip())
    if len(html) > _LARGEST or html.count("<") > _MOST_TAGS or html.count("=") > _MOST_ATTRIBUTES:
        return ""
    return nh3.clean(
        html.encode("utf-8", "replace").decode("utf-8"),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        clean_content_tags={"script", "style", "title", "template", "noscript"},
        filter_style_properties=_PROPERTIES,
        url_schemes={"http", "https", "mailto", "tel", "cid"},
    )
